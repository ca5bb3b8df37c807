declare module 'virtual:parvis-extraits' {
  const extraits: import('./extraits.ts').Extraits;
  export default extraits;
}
