import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectPath } from '../project-path';

const Related = z.record(z.string(), z.array(z.string()));

/** Which concepts lead to which, from `related-concepts.json`; ids that this glossary does not have are passed over. */
export function relatedBy(ids: readonly string[]): (concept: number) => readonly number[] {
  let related: (readonly number[])[] | undefined;
  return (concept) => {
    related ??= readRelated(ids);
    return related[concept] ?? [];
  };
}

function readRelated(ids: readonly string[]): (readonly number[])[] {
  const file = projectPath('knowledge', 'language', 'related-concepts.json');
  const byId = Related.parse(JSON.parse(readFileSync(file, 'utf8')));
  const places = new Map(ids.map((id, place) => [id, place]));
  return ids.map((id) => (byId[id] ?? []).flatMap((other) => places.get(other) ?? []));
}
