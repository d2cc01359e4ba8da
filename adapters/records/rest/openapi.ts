import { z } from 'zod';
import { type RecordKind, recordKinds, recordSchemas } from '../kinds';
import { Buyer, BuyerSearch, Customer, Draft, DraftId, Receipt } from '../schemas';
import { collections, Cursor, pageSize, Problem } from './contract';

const schema = (type: z.ZodType): object => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(type, { target: 'draft-2020-12' });
  return rest;
};
/** Each field that may be absent may be null instead. */
function nullable(of: object): object {
  const inner = Object.entries(of).map(([name, value]: [string, unknown]) => [
    name,
    Array.isArray(value) ? value.map((one: unknown) => nullableIn(one)) : nullableIn(value),
  ]);
  const made = Object.fromEntries(inner) as { properties?: Record<string, object>; required?: string[] };
  if (!made.properties) return made;
  const fields = Object.entries(made.properties).map(([name, field]) => [
    name,
    made.required?.includes(name) ? field : { anyOf: [field, { type: 'null' }] },
  ]);
  return { ...made, properties: Object.fromEntries(fields) as object };
}
const nullableIn = (value: unknown): unknown => (typeof value === 'object' && value !== null ? nullable(value) : value);
/** What a system answers: more may be written there than we ever write. */
const answer = (type: z.ZodType): object => nullable(schema(type));

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

const paging = [
  {
    ...query('cursor'),
    description: 'The page to answer, as `next` of the page before it named it; absent: the first.',
    schema: schema(Cursor),
  },
  {
    ...query('limit'),
    description: `At most so many items; a system may send fewer. We ask for ${pageSize}.`,
    schema: { type: 'integer', minimum: 1, maximum: pageSize },
  },
];

const list = (summary: string, item: string, parameters: object[]) => ({
  get: {
    summary,
    parameters: [customerId, ...parameters, ...paging],
    responses: {
      200: {
        description:
          'A page of them, an empty one for a customer that is not known. `next` names the page after it, and is absent or null on the last. No record may be passed over or stand twice because one was added meanwhile.',
        ...json({
          type: 'object',
          required: ['items'],
          properties: {
            items: { type: 'array', items: reference(item) },
            next: { anyOf: [schema(Cursor), { type: 'null' }] },
          },
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
      version: '1.1.0',
      description:
        'Every path names the customer who asks; only records of policies that this customer is a party to (holder, co-insured, assignee, broker) come back. ' +
        'Amounts are decimal strings with a currency, dates are ISO dates, moments are ISO with an offset or Z. A field of an answer that is not known is absent or null; what we send has no nulls.',
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
        'Buyers known under the customer’s policies that fit all that is given, the likeliest first. A name is found in spite of case, accents, legal form, spaces and of one wrong letter in four ' +
          '(ø as o or oe, å as a or aa), and by the beginning of a word; a number in spite of spaces and hyphens, with or without the letters of its country or register. A buyer who asks gets itself.',
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
        ...Object.fromEntries(recordKinds.map((kind) => [nameOf(kind), answer(recordSchemas[kind])])),
        Buyer: answer(Buyer),
        Customer: answer(Customer),
        Draft: schema(Draft),
        Receipt: answer(Receipt),
        Problem: answer(Problem),
      },
    },
  };
}
