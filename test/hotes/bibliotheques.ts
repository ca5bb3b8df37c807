/**
 * Small imitations of what old libraries do to natives: not their code, only the behaviours that break others.
 * Each is the text of a script.
 */

/** Prototype 1.6: `toJSON` on arrays, `Array.from` without a function, its own `entries` and `reduce`. */
export const PROTOTYPE = `
(function () {
  function liste(objet) {
    if (!objet) return [];
    if (objet.toArray) return objet.toArray();
    var n = objet.length || 0, copie = new Array(n);
    while (n--) copie[n] = objet[n];
    return copie;
  }
  window.$A = liste;
  Array.from = liste;
  var A = Array.prototype;
  A.toArray = function () { return this.slice(0); };
  A.entries = A.toArray;
  A.each = function (f) { for (var i = 0; i < this.length; i++) f(this[i], i); return this; };
  A.map = A.collect = function (f, contexte) { var r = []; for (var i = 0; i < this.length; i++) r.push(f.call(contexte, this[i], i)); return r; };
  A.find = A.detect = function (f, contexte) { for (var i = 0; i < this.length; i++) if (f.call(contexte, this[i], i)) return this[i]; };
  A.reduce = function () { return this.length > 1 ? this : this[0]; };
  A.include = function (x) { return this.indexOf(x) !== -1; };
  A.without = function () { return this; };
  A.toJSON = function () { return '[' + this.map(function (x) { return JSON.stringify(x); }).join(', ') + ']'; };
  String.prototype.toJSON = function () { return '"' + this + '"'; };
  Function.prototype.bind = function (objet) { var f = this; return function () { return f.apply(objet, arguments); }; };
  ['update', 'replace', 'insert', 'wrap', 'show', 'hide', 'visible', 'toggle', 'select', 'up', 'down', 'next', 'previous', 'match', 'clone', 'empty', 'identify', 'observe'].forEach(function (nom) {
    if (!(nom in HTMLElement.prototype)) HTMLElement.prototype[nom] = function () { throw new Error('Prototype ' + nom); };
  });
  HTMLElement.prototype.remove = function () { this.parentNode && this.parentNode.removeChild(this); return this; };
})();`;

/** MooTools 1.2: its own `Event`, `Array.from` that wraps, `Function#bind` with a list, enumerable everything. */
export const MOOTOOLS = `
(function () {
  window.Event = function Event(evenement) { this.event = evenement || window.event; this.$family = { name: 'event' }; };
  window.Event.prototype = { stop: function () {}, preventDefault: function () {} };
  Array.from = function (objet) { return objet == null ? [] : Array.isArray(objet) ? objet : [objet]; };
  var A = Array.prototype;
  A.$family = { name: 'array' };
  A.contains = function (x) { return this.indexOf(x) !== -1; };
  A.each = A.forEach;
  A.flatten = function () { return [].concat.apply([], this); };
  A.clean = function () { return this; };
  A.extend = function (autre) { for (var i = 0; i < autre.length; i++) this.push(autre[i]); return this; };
  String.prototype.contains = function (x) { return this.indexOf(x) > -1; };
  String.prototype.test = function (motif) { return new RegExp(motif).test(this); };
  String.prototype.clean = function () { return this; };
  Number.prototype.times = function (f) { for (var i = 0; i < this; i++) f(i); };
  Function.prototype.bind = function (objet, args) { var f = this; return function () { return f.apply(objet, args ? [].concat(args) : arguments); }; };
  Function.prototype.delay = function (ms) { return setTimeout(this, ms); };
  ['inject', 'grab', 'adopt', 'dispose', 'destroy', 'getElement', 'setStyle', 'addEvent', 'fireEvent', 'store', 'retrieve', 'get', 'set'].forEach(function (nom) {
    Element.prototype[nom] = function () { throw new Error('MooTools ' + nom); };
  });
})();`;

/** Somebody's « helpers »: enumerable members of every prototype, and a `JSON` that answers texts differently. */
export const BRICOLAGE = `
(function () {
  Array.prototype.last = function () { return this[this.length - 1]; };
  Array.prototype.remove = function () {};
  Object.prototype.aPlat = function () { return this; };
  Object.prototype.taille = 3;
  String.prototype.format = function () { return this; };
  var ancien = JSON.parse;
  JSON.parse = function (texte, f) { var lu = ancien(texte, f); return lu; };
  JSON.decode = JSON.parse;
  window.name = 'mairie';
  window.parvis = 'à nous';
  window.html = window.css = window.msg = window.t = window.e = 1;
})();`;
