/** Rows of one turn of each task: nobody waits long behind it. */
export const LOT = 100;
