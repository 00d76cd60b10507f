// Administration as an IT admin reads it: roles from every source, then a form that came back, with a team grown too large.
import { adminCard, adminData, type Administration } from '../../../cards/admin.ts';
import type { CardCase } from '../case.ts';
import { ana, ben, chris, dana, luis, minji, nine, omar, sora } from '../cast.ts';

const fresh: Administration = {
  draft: 'draft-1',
  values: {},
  faults: {},
  known: [ana, ben, chris, dana, luis, minji, sora],
  held: [
    { role: 'staff-1', open: true, revoked: [{ ...ben, by: dana, at: nine }], sources: [
      { kind: 'file', people: [ana] },
      { kind: 'teams', people: [{ ...luis, by: dana, at: nine }] },
    ] },
    { role: 'staff-2', open: false, revoked: [], sources: [{ kind: 'roster', team: 'Contoso Service Desk', people: [chris, sora] }] },
    { role: 'designated', open: true, revoked: [], sources: [{ kind: 'escalation-team', people: [chris, sora] }] },
    { role: 'escalation-team', open: true, revoked: [], sources: [{ kind: 'file', people: [chris, sora] }] },
    { role: 'it-admin', open: true, revoked: [], sources: [{ kind: 'file', people: [dana] }] },
    { role: 'operations', open: true, revoked: [], sources: [
      { kind: 'file', people: [] },
      { kind: 'group', group: '8d1c1f0a-52a7-4c0e-9c86-5b1a0a4f0099' },
    ] },
  ],
};
const again: Administration = {
  ...fresh,
  values: { role: 'escalation-team', person: '' },
  faults: { person: 'missing' },
  held: [
    { role: 'staff-1', open: true, revoked: [], sources: [{ kind: 'file', people: [ana] }] },
    { role: 'designated', open: true, revoked: [], sources: [{ kind: 'file', people: [ana] }] },
    { role: 'escalation-team', open: true, revoked: [], sources: [{ kind: 'file', people: [chris, sora] }] },
    { role: 'it-admin', open: true, revoked: [], sources: [{ kind: 'file', people: [dana] }] },
    { role: 'operations', open: true, revoked: [], sources: [{ kind: 'file', people: [omar] }] },
  ],
};

export const card: CardCase = {
  name: 'admin',
  data: (context) => adminData({ ...context, reader: dana }, fresh),
  states: {
    '': (context) => adminCard({ ...context, reader: dana }, fresh),
    'again': (context) => adminCard({ ...context, reader: dana }, again),
  },
};
