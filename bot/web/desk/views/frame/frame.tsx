import { useEffect } from 'preact/hooks';
import { unreadIn } from '../../state/selectors';
import { useDesk } from '../desk-context';
import { AccountDialog } from '../dialogs/account-dialog';
import { CloseDialog } from '../dialogs/close-dialog';
import { HelpDialog } from '../dialogs/help-dialog';
import { ReturnDialog } from '../dialogs/return-dialog';
import { TransferDialog } from '../dialogs/transfer-dialog';
import { Accounts } from '../accounts/accounts';
import { Audit } from '../pages/audit';
import { Overview } from '../pages/overview';
import { Search } from '../pages/search';
import { DeskView } from './desk-view';
import { LiveBanner } from './live-banner';
import { ToastView } from './toast-view';
import { TopBar } from './top-bar';
import { useShortcuts } from './use-shortcuts';

/** The desk around what is shown: the bar, the state of the connection, what is told in passing, and the dialogs. */
export function Frame() {
  const { state, words } = useDesk();
  useShortcuts();
  const unread = (state.queue?.mine ?? []).reduce((sum, handoff) => sum + unreadIn(state, handoff), 0);
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) ${words.product}` : words.product;
  }, [unread, words]);
  return (
    <div class="frame">
      <a class="skip" href="#content" onClick={skip}>
        {words.skip}
      </a>
      <TopBar />
      <LiveBanner />
      <PlaceView />
      <ToastView />
      <p class="spoken" role="status">
        {state.spoken}
      </p>
      <DialogView />
    </div>
  );
}

/** The address says what is shown; a link within the page must not change it. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}

function PlaceView() {
  const { place } = useDesk().state;
  switch (place.view) {
    case 'desk':
      return <DeskView />;
    case 'search':
      return <Search />;
    case 'overview':
      return <Overview />;
    case 'accounts':
      return <Accounts />;
    case 'audit':
      return <Audit />;
    default:
      throw new Error(`Unhandled place: ${JSON.stringify(place satisfies never)}`);
  }
}

function DialogView() {
  const { dialog } = useDesk().state;
  switch (dialog) {
    case undefined:
      return null;
    case 'transfer':
      return <TransferDialog />;
    case 'return':
      return <ReturnDialog />;
    case 'close':
      return <CloseDialog />;
    case 'help':
      return <HelpDialog />;
    case 'account':
      return <AccountDialog />;
    default:
      throw new Error(`Unhandled dialog: ${dialog satisfies never}`);
  }
}
