import type { CardModule } from './card-contract';

/** Has cards drawn by a script of their own, fetched when the first one comes. */
export class CardLoader {
  private loading: Promise<void> | undefined;
  /** Undefined until it is there; a card is shown in its words meanwhile, and where it cannot be had. */
  module: CardModule | undefined;

  constructor(
    private readonly service: string,
    private readonly loaded: () => void,
  ) {}

  load(): void {
    this.loading ??= (import(`${this.service}/assets/cards.mjs`) as Promise<CardModule>).then(
      (module) => {
        this.module = module;
        this.loaded();
      },
      () => {
        this.loading = undefined;
      },
    );
  }
}
