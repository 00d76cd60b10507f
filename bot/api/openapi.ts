// The published description of the REST API and of the webhooks: OpenAPI 3.1, made from the schemas that requests are checked by.
import * as z from 'zod';
import packageFile from '../../package.json' with { type: 'json' };
import { scopes } from './clients.ts';
import { base, operations } from './operations.ts';
import { problemView } from './problem.ts';
import { webhookPayload } from './webhooks.ts';

const schema = (of: z.ZodType, io: 'input' | 'output' = 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(of, { io });
  return rest;
};
const json = (of: object) => ({ content: { 'application/json': { schema: of } } });
const refused = { description: 'Problem details', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
const errors = { 400: refused, 401: refused, 403: refused, 404: refused, 409: refused, 413: refused, 415: refused, 422: refused, 429: refused, 500: refused };

export function openApiDocument(): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Managed Desktop Support', version: packageFile.version,
      description: 'Tickets for other systems. Writes take an `Idempotency-Key`: the same request under the same key is granted once. Times are UTC.',
    },
    servers: [{ url: base }],
    security: [{ token: [] }],
    paths: Object.fromEntries([...new Set(Object.values(operations).map(({ path }) => path))].map((path) => [path, pathItem(path)])),
    webhooks: {
      event: { post: {
        summary: 'Every event of every record, signed by the Standard Webhooks convention',
        requestBody: json({ $ref: '#/components/schemas/Webhook' }), responses: { '2XX': { description: 'Taken; anything else is sent again' } },
      } },
    },
    components: {
      schemas: { Problem: schema(problemView), Webhook: schema(webhookPayload) },
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: `Made by \`npm run clients\`, with scopes: ${scopes.join(', ')}` } },
    },
  };
}

function pathItem(path: string): object {
  return Object.fromEntries(Object.entries(operations).filter(([, operation]) => operation.path === path).map(([operationId, operation]) => [
    operation.method.toLowerCase(),
    {
      operationId, summary: operation.summary, description: `Scope: ${operation.scope}`,
      parameters: [
        ...(path.includes('{id}') ? [{ name: 'id', in: 'path', required: true, schema: { type: 'string', pattern: '^T-\\d+$' } }] : []),
        ...(path.includes('{attachment}') ? [{ name: 'attachment', in: 'path', required: true, schema: { type: 'string', maxLength: 100 } }] : []),
        ...('query' in operation ? Object.entries(operation.query.shape).map(([name, of]) => ({ name, in: 'query', required: false, schema: schema(of, 'input') })) : []),
        ...(operation.method === 'GET' ? [] : [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', minLength: 1, maxLength: 100 } }]),
      ],
      ...('body' in operation && { requestBody: { required: true, ...json(schema(operation.body, 'input')) } }),
      responses: { [operation.status]: { description: 'Granted', ...json(schema(operation.answer)) }, ...errors },
    },
  ]));
}
