/**
 * Who reads, in which role, which units, for what purpose. Until there is sign-in it is the local operator, who sees
 * everything; scope and masking will be applied where queries are built, so every read already takes a viewer.
 */
export type Viewer = {
  readonly who: string;
  readonly role: 'operator';
  readonly scope: 'all';
  readonly purpose: 'operation';
};

export const localOperator: Viewer = { who: 'local-operator', role: 'operator', scope: 'all', purpose: 'operation' };
