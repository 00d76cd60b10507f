// What the effects of a rule become: to-dos, committed with the step that has them.
import { postKey } from '../store/todos.ts';
import type { NewTodo } from '../store/store.ts';
import type { Effect } from '../support/effect.ts';

/** @param id of the record, at its new `version`; `at` is the place of the effect among the step's, `now` epoch ms */
export function todosOf(effect: Effect, id: string, version: number, at: number, now: number): NewTodo[] {
  switch (effect.do) {
    case 'tell': return [{ key: `tell:${id}:${version}:${at}`, kind: 'tell', record: id, target: effect.to, body: { text: effect.text, data: effect.data, ...(effect.except !== undefined && { except: effect.except }) }, dueAt: now }];
    case 'remind': {
      const body = { text: effect.text, data: effect.data, while: effect.while };
      return [{ key: `remind:${id}:${effect.to}`, kind: 'tell', record: id, target: effect.to, body, dueAt: now }];
    }
    case 'bring': return [{ key: postKey(id, effect.to), kind: 'post', record: id, target: effect.to, body: { anew: true }, dueAt: now }];
    case 'timer': return [{ key: `timer:${id}:${effect.kind}`, kind: 'timer', record: id, body: { event: effect.kind }, dueAt: effect.at }];
    case 'rotate': return [{ key: `rotate:${id}`, kind: 'rotate', record: id, dueAt: now }];
    case 'end-elevations': return [{ key: `end-elevations:${id}:${version}`, kind: 'end-elevations', record: effect.ticket, dueAt: now }];
    case 'reroute': return [{ key: `reroute:${id}:${version}`, kind: 'reroute', record: effect.ticket, body: { escalation: id, route: effect.route, from: effect.by, reason: effect.reason }, dueAt: now }];
    case 'end-duplicates': return [{ key: `end-duplicates:${id}:${version}`, kind: 'end-duplicates', record: id, dueAt: now }];
    case 'compare': return [{ key: `compare:${id}`, kind: 'compare', record: id, dueAt: now }];
    case 'inform-tickets': return [{ key: `inform-tickets:${id}:${version}`, kind: 'inform-tickets', record: id, body: { tickets: effect.tickets }, dueAt: now }];
    case 'leave-incident': return [{ key: `leave-incident:${id}:${version}`, kind: 'leave-incident', record: id, body: { incident: effect.incident }, dueAt: now }];
    case 'draft-escalation': return [{ key: `draft-escalation:${id}`, kind: 'draft-escalation', record: id, dueAt: now }];
    case 'follow-escalation': return [{ key: `follow-escalation:${id}:${version}`, kind: 'follow-escalation', record: id, body: { incident: effect.incident }, dueAt: now }];
    case 'erase-attachments': return [{ key: `erase-attachments:${id}`, kind: 'erase-attachments', record: id, dueAt: effect.at }];
    case 'refresh': return [];
  }
}
