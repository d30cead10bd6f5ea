export function whenOrphaned(then: () => void): void;
