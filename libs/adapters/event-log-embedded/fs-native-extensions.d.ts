declare module 'fs-native-extensions' {
  /** Takes an exclusive lock that belongs to the open file description; false when another one holds it. */
  export function tryLock(fd: number): boolean;
}
