import { readFileSync } from 'node:fs';
import { identifyLanguage, type Language, tellsLanguage } from '../../../knowledge/language';
import { projectPath } from '../../../knowledge/project-path';

describe('identifying the language', () => {
  it.each<[Language, string]>([
    ['da', 'Hvad gør I, hvis vores kunde ikke betaler?'],
    ['en', 'What happens when our customer does not pay?'],
    ['sv', 'Vad händer om vår kund inte betalar?'],
    ['no', 'Hva skjer hvis kunden vår ikke betaler?'],
    ['de', 'Was passiert, wenn unser Kunde nicht zahlt?'],
    ['nl', 'Wat gebeurt er als onze klant niet betaalt?'],
  ])('%s: %s', (language, text) => expect(identifyLanguage(text)).toBe(language));

  it('finds the right one for nearly all development questions without any hint', () => {
    const lines = readFileSync(projectPath('test', 'knowledge', 'questions.jsonl'), 'utf8')
      .trim()
      .split('\n');
    const questions = lines.map((line) => JSON.parse(line) as { ask: string; language: string });
    const right = questions.filter(({ ask, language }) => identifyLanguage(ask) === language);
    expect(right.length / questions.length).toBeGreaterThan(0.96);
  });

  it('lets the first preference decide where the words do not', () => {
    expect(identifyLanguage('Atradius Atrium', ['sv', 'en'])).toBe('sv');
    expect(identifyLanguage('12345', ['nl'])).toBe('nl');
    expect(identifyLanguage('', ['de'])).toBe('de');
  });

  it('does not let a preference overrule telling words', () => {
    expect(identifyLanguage('When will you tell us about the limit?', ['da'])).toBe('en');
  });

  it('finds no words in addresses: "jo" and "skal" in them are not Danish', () => {
    for (const address of ['jo@field.example', 'www.vi-skal.example', 'https://og.example/hvad']) {
      expect(tellsLanguage(address)).toBe(false);
      expect(identifyLanguage(address, ['en', 'da'])).toBe('en');
    }
    expect(tellsLanguage('jo')).toBe(true);
  });

  it('takes Danish when there is nothing to go by', () => {
    expect(identifyLanguage('')).toBe('da');
    expect(identifyLanguage('12345')).toBe('da');
  });
});
