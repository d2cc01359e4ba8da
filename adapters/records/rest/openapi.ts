import { z } from 'zod';
import { type RecordKind, recordKinds, recordSchemas } from '../kinds';
import { Buyer, BuyerSearch, Customer, Draft, DraftId, Receipt } from '../schemas';
import { collections, Problem } from './contract';

const schema = (type: z.ZodType): object => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(type, { target: 'draft-2020-12' });
  return rest;
};
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (of: object) => ({ content: { 'application/json': { schema: of } } });
const nameOf = (kind: RecordKind): string => kind.charAt(0).toUpperCase() + kind.slice(1);

const customerId = { name: 'customerId', in: 'path', required: true, schema: { type: 'string' } };
const query = (name: string) => ({ name, in: 'query', required: false, schema: { type: 'string' } });

const problems = Object.fromEntries(
  [
    ['400', 'The request is not as described here.'],
    ['401', 'No token, or one that has run out: a new one is fetched and the request sent once more.'],
    ['429', 'Too many requests; Retry-After says when to come back.'],
    ['500', 'The system failed. Reads are tried again, a draft is sent again when the customer says so.'],
  ].map(([status, description]) => [status, { description, ...json(reference('Problem')) }]),
);

const list = (summary: string, item: string, parameters: object[]) => ({
  get: {
    summary,
    parameters: [customerId, ...parameters],
    responses: {
      200: {
        description: 'All of them; an empty list for a customer that is not known.',
        ...json({
          type: 'object',
          required: ['items'],
          properties: { items: { type: 'array', items: reference(item) } },
        }),
      },
      ...problems,
    },
  },
});

/** What an insurer's system must speak for `RECORDS=rest`, as an OpenAPI 3.1 document. Made from the schemas that check every answer. */
export function openApiDocument(): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Records of a credit insurer, as Charterdesk asks for them',
      version: '1.0.0',
      description:
        'Every path names the customer who asks; only records of policies that this customer is a party to (holder, co-insured, assignee, broker) come back. ' +
        'Amounts are decimal strings with a currency, dates are ISO dates, moments are UTC. A field that is not known is absent.',
    },
    security: [{ clientCredentials: [] }],
    paths: {
      '/customers/{customerId}': {
        get: {
          summary: 'The customer itself.',
          parameters: [customerId],
          responses: {
            200: { description: 'The customer.', ...json(reference('Customer')) },
            404: { description: 'Code no-such-customer: there is none.', ...json(reference('Problem')) },
            ...problems,
          },
        },
      },
      ...Object.fromEntries(
        recordKinds.map((kind) => [
          `/customers/{customerId}/${collections[kind]}`,
          list(`The ${collections[kind].replace('-', ' ')} under the customer's policies.`, nameOf(kind), [
            query('policyNumber'),
            query('buyerId'),
          ]),
        ]),
      ),
      '/customers/{customerId}/buyers': list(
        'Buyers known under the customer’s policies, the likeliest first; names in spite of typing errors, numbers in spite of spaces. A buyer who asks gets itself.',
        'Buyer',
        Object.keys(BuyerSearch.shape).map(query),
      ),
      '/customers/{customerId}/drafts/{draftId}': {
        put: {
          summary:
            'Takes a claim, a wish for a reassessment, or invoices for collection. The same draft again gives the same receipt.',
          parameters: [customerId, { name: 'draftId', in: 'path', required: true, schema: schema(DraftId) }],
          requestBody: { required: true, ...json(reference('Draft')) },
          responses: {
            200: { description: 'It is taken, now or earlier.', ...json(reference('Receipt')) },
            409: {
              description: 'Code draft-changed: this id came before with other contents. Nothing was done.',
              ...json(reference('Problem')),
            },
            ...problems,
          },
        },
      },
    },
    components: {
      securitySchemes: {
        clientCredentials: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes: {} } } },
      },
      schemas: {
        ...Object.fromEntries(recordKinds.map((kind) => [nameOf(kind), schema(recordSchemas[kind])])),
        Buyer: schema(Buyer),
        Customer: schema(Customer),
        Draft: schema(Draft),
        Receipt: schema(Receipt),
        Problem: schema(Problem),
      },
    },
  };
}
