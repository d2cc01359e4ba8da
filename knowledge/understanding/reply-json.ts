import { z } from 'zod';
import type { ChatRequest } from '../models';
import type { Read, Said } from './turn-model';

/**
 * The JSON schema of what a model is to say, as providers take it that hold a model to one: every object is closed, and no number has bounds, which
 * Anthropic refuses. Whoever reads the reply looks at them.
 */
export function schemaOf(name: string, schema: z.ZodType): NonNullable<ChatRequest['schema']> {
  const { $schema: _draft, ...json } = z.toJSONSchema(schema, {
    override: ({ jsonSchema: one }) => {
      delete one.minimum;
      delete one.maximum;
    },
  });
  return { name, json };
}

/** A schema as JSON, of what comes in: what a branded or transformed value is made of. */
export function jsonSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _draft, ...json } = z.toJSONSchema(schema, { io: 'input' });
  return json;
}

/** Some models put their JSON into a fence, whatever they are told. */
const fence = /^\s*```(?:json)?\s*|\s*```\s*$/g;

/** Reads a reply that must be JSON of this shape. */
export function readReply<Schema extends z.ZodType>(said: Said, schema: Schema): Read<z.output<Schema>> {
  return readJson(said.text.replace(fence, ''), schema);
}

/**
 * The same of any text.
 * @param heard what each string in it is to be taken for: placeholders are put back here, where no letter of theirs can end the string
 */
export function readJson<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  heard: (text: string) => string = (same) => same,
): Read<z.output<Schema>> {
  let json: unknown;
  try {
    json = JSON.parse(text, (_name, value: unknown) => (typeof value === 'string' ? heard(value) : value));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { kind: 'unusable', why: 'the reply is no whole JSON' };
  }
  const read = schema.safeParse(json);
  return read.success
    ? { kind: 'usable', value: read.data }
    : { kind: 'unusable', why: 'the reply has not the shape that was asked for' };
}
