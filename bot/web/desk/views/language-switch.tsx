import type { DeskLanguage } from '../api/types';
import { useDesk } from './desk-context';

const ownNames: Record<DeskLanguage, string> = { da: 'Dansk', en: 'English' };

export function LanguageSwitch() {
  const { desk, state, words } = useDesk();
  return (
    <div class="languages" role="group" aria-label={words.language}>
      {(['da', 'en'] as const).map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={state.settings.language === language}
          onClick={() => desk.set({ language })}
        >
          {language.toUpperCase()}
          <span class="spoken"> {ownNames[language]}</span>
        </button>
      ))}
    </div>
  );
}
