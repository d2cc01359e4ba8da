import type { DeskLanguage } from '../api/types';
import { da } from './da';
import { en, type Words } from './en';

export type { Words } from './en';

export const wordsIn: Record<DeskLanguage, Words> = { da, en };
