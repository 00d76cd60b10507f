// What every store must do, whatever database it stands on: run by each driver's tests.
import { auditContract } from './contract/audit.ts';
import { recordsContract } from './contract/records.ts';
import { restContract } from './contract/rest.ts';
import { todosContract } from './contract/todos.ts';
import type { Engine } from './engine.ts';

export function storeContract(engine: Engine): void {
  describe(`the store on ${engine.name}`, () => {
    recordsContract(engine);
    todosContract(engine);
    auditContract(engine);
    restContract(engine);
  });
}
