/**
 * The page's own script: a text filter over the findings, the number shown, and all cards open on paper. Without it the page
 * shows everything; hiding by severity is plain CSS. It never makes markup.
 */
export const PAGE_SCRIPT = `(() => {
  'use strict';
  const cards = [...document.querySelectorAll('.finding')];
  const input = document.getElementById('filter');
  const shown = document.getElementById('shown');
  if (input === null || shown === null) return;
  for (const part of document.querySelectorAll('.needs-script')) part.hidden = false;
  const boxOf = (card) => document.getElementById('show-' + card.classList[1]);
  const update = () => {
    const wanted = input.value.trim().toLowerCase();
    let count = 0;
    for (const card of cards) {
      card.hidden = !card.textContent.toLowerCase().includes(wanted);
      if (!card.hidden && boxOf(card).checked) count += 1;
    }
    shown.textContent = count + ' of ' + cards.length + ' shown';
  };
  document.querySelector('.filters').addEventListener('input', update);
  addEventListener('beforeprint', () => {
    for (const part of document.querySelectorAll('details')) part.open = true;
  });
  update();
})();
`;
