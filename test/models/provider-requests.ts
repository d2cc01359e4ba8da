/** A schema as JSON, as far as providers look at it before they hold a model to it. */
interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: unknown;
  items?: Schema;
}

/**
 * Why a provider with structured outputs refuses to hold a model to this schema; undefined where it takes it. OpenAI and Anthropic want every object closed and
 * every property required.
 * @param refused keywords that this provider does not know
 */
export function strictProblem(schema: Schema, refused: readonly string[] = []): string | undefined {
  const unknown = refused.find((keyword) => keyword in schema);
  if (unknown !== undefined) return `property '${unknown}' is not supported`;
  if (schema.items) return strictProblem(schema.items, refused);
  if (schema.type !== 'object') return undefined;
  const properties = schema.properties ?? {};
  if (schema.additionalProperties !== false) return "'additionalProperties' is required to be supplied and to be false";
  if (Object.keys(properties).some((name) => !schema.required?.includes(name)))
    return "'required' is required to be an array including every key in properties";
  return Object.values(properties)
    .map((property) => strictProblem(property, refused))
    .find((problem) => problem !== undefined);
}

/** Why a provider does not take a tool; undefined where it does. */
export const toolProblem = (name: string, schema: Schema): string | undefined =>
  !/^[a-zA-Z0-9_-]{1,64}$/.test(name)
    ? `the name "${name}" is not one of a tool`
    : schema.type !== 'object'
      ? `the values of ${name} are no object`
      : undefined;

/** Which of our questions these data are of, by the names of the schemas that OpenAI's protocol has and the others do not. */
export function schemaAskedFor(data: string): string {
  const { sources, excerpts, clauses } = JSON.parse(data) as Record<string, unknown>;
  return sources ? 'answer' : excerpts ? 'order' : clauses ? 'questions' : 'stand_alone';
}

/** Cut as it comes over a wire. */
export const piecesOfText = (text: string): string[] => text.match(/.{1,7}/gs) ?? [];
