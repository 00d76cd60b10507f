// Who may see which record: those whose it is, those who work on it, the IT admin; incidents, those who work on tickets; of alerts, those who run and secure the devices.
import type { AnySaved } from '../store/store.ts';
import { holds, type Person } from '../support/person.ts';
import { isTheirs } from '../support/ticket.ts';

const workers = ['staff', 'designated', 'escalation-team', 'it-admin'] as const;
const security = ['operations', 'escalation-team', 'it-admin'] as const;

/** Whether this person may see every ticket. */
export function worksTickets(person: Person): boolean {
  return workers.some((role) => holds(person, role));
}

export function maySee(person: Person, record: AnySaved): boolean {
  const works = worksTickets(person);
  switch (record.kind) {
    case 'incident': return works;
    case 'ticket': return works || isTheirs(record.body, person);
    case 'elevation': return works || record.body.requester.id === person.id;
    case 'alert': return security.some((role) => holds(person, role)) || record.body.contact.person === person.id;
    case 'escalation': return works || record.body.filer.id === person.id || (holds(person, 'operations') && 'filing' in record.body.state);
  }
}
