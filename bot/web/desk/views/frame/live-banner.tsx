import { useDesk } from '../desk-context';

/** Says that what is shown may be old. The element is always there, so that a screen reader notices the words. */
export function LiveBanner() {
  const { state, words } = useDesk();
  return (
    <p class="live-banner" role="status">
      {state.live === 'lost' ? words.live.lost : ''}
    </p>
  );
}
