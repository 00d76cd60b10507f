// My requests: some of each kind, more than a card holds, and none at all.
import { requestsCard, requestsData } from '../../../cards/requests.ts';
import type { CardCase } from '../case.ts';
import { ana, elevation, escalation, minji, ticket } from '../cast.ts';

const some = { tickets: [ticket], elevations: [elevation], escalations: [escalation] };
const many = { tickets: Array.from({ length: 12 }, (_, index) => ({ ...ticket, id: `T-${1042 - index}` })), elevations: [], escalations: [] };

export const card: CardCase = {
  name: 'requests',
  data: (context) => requestsData({ ...context, reader: ana }, some),
  states: {
    'some': (context) => requestsCard({ ...context, reader: ana }, some),
    'many': (context) => requestsCard({ ...context, reader: minji }, many),
    'none': (context) => requestsCard({ ...context, reader: minji }, { tickets: [], elevations: [], escalations: [] }),
  },
};
