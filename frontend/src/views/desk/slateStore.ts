/** The still that the operator chose, kept on this machine in IndexedDB. */

const DATABASE = "balai.desk";
const STORE = "slate";
const KEY = "picture";

export const storedSlate = (): Promise<Blob | undefined> =>
  within("readonly", (store) => store.get(KEY) as IDBRequest<Blob | undefined>);

export const storeSlate = (picture: Blob): Promise<unknown> =>
  within("readwrite", (store) => store.put(picture, KEY));

export const forgetSlate = (): Promise<unknown> => within("readwrite", (store) => store.delete(KEY));

async function within<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await answer(opening);
  try {
    return await answer(act(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The browser's store failed."));
  });
}
