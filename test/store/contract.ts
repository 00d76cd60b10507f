// What every store must do, whatever database it stands on: run by each driver's tests.
import { attachmentsContract } from './contract/attachments.ts';
import { auditContract } from './contract/audit.ts';
import { conversationsContract } from './contract/conversations.ts';
import { dialogsContract } from './contract/dialogs.ts';
import { driverContract } from './contract/driver.ts';
import { passesContract } from './contract/passes.ts';
import { peopleContract } from './contract/people.ts';
import { postsContract } from './contract/posts.ts';
import { ratesContract } from './contract/rates.ts';
import { recordsContract } from './contract/records.ts';
import { settingsContract } from './contract/settings.ts';
import { milestonesContract } from './contract/milestones.ts';
import { todosContract } from './contract/todos.ts';
import { wordsContract } from './contract/words.ts';
import type { Engine } from './engine.ts';

export function storeContract(engine: Engine): void {
  describe(`the store on ${engine.name}`, () => {
    before(async function () {
      await engine.prepare?.(this);
    });

    driverContract(engine);
    recordsContract(engine);
    todosContract(engine);
    ratesContract(engine);
    auditContract(engine);
    postsContract(engine);
    conversationsContract(engine);
    dialogsContract(engine);
    settingsContract(engine);
    peopleContract(engine);
    passesContract(engine);
    wordsContract(engine);
    milestonesContract(engine);
    attachmentsContract(engine);
  });
}
