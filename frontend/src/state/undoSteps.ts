/** Steps that can be undone, the newest last. Pure. */

const MOST = 20;

/** The steps with one more. The oldest are dropped. */
export const withStep = <S>(steps: readonly S[], step: S, most = MOST): S[] => [...steps, step].slice(-most);
