/** Whether a click landed on something that acts by itself: the row around it then keeps still. */
export const isInteractive = (target: EventTarget): boolean => target instanceof Element && target.closest('a, button, input, summary') !== null;
