/** The whole style of a report: readable on a phone, printable, light or dark as the reader's system is. */
export const pageStyle = `
:root { color-scheme: light dark; --text: #1c1c1e; --soft: #5b5b61; --line: #d9d9de; --back: #fff; --panel: #f5f6f8;
  --link: #0b5fa5; --holds: #0a6b3d; --holds-back: #e2f4ea; --fails: #a3260c; --fails-back: #fdebe5; --open: #5b5b61; --open-back: #ececf0; }
@media (prefers-color-scheme: dark) { :root { --text: #e8e8ea; --soft: #a7a7ad; --line: #3a3a40; --back: #17181b; --panel: #202226;
  --link: #7dbcf5; --holds: #7fdba8; --holds-back: #143524; --fails: #ffab93; --fails-back: #45190e; --open: #b9b9c0; --open-back: #2c2d33; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem 1rem 4rem; max-width: 66rem; background: var(--back); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1rem 0 .25rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.25rem 0 .25rem; }
a { color: var(--link); }
p, figcaption { margin: .4rem 0; }
.soft, figcaption { color: var(--soft); font-size: .92rem; }
.counts { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0; padding: 0; list-style: none; }
.counts li { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; padding: .4rem .9rem; }
.counts b { font-size: 1.4rem; margin-right: .35rem; }
nav ol { columns: 20rem 2; column-gap: 3rem; padding-left: 1.6rem; margin: .5rem 0; }
figure { margin: 1rem 0; }
.drawing { overflow-x: auto; }
figure img { display: block; max-width: 100%; height: auto; background: #fff; border: 1px solid var(--line); border-radius: .4rem; }
figure.small img { max-width: 34rem; }
.verdict { display: inline-block; border-radius: .3rem; padding: .05rem .45rem; font-size: .85rem; font-weight: 600; white-space: nowrap; }
.holds { color: var(--holds); background: var(--holds-back); }
.fails { color: var(--fails); background: var(--fails-back); }
.not-run { color: var(--open); background: var(--open-back); }
ul.claims { list-style: none; margin: .75rem 0; padding: 0; }
ul.claims > li { border-left: 3px solid var(--line); padding: .15rem 0 .15rem .8rem; margin: .8rem 0; }
ul.claims p { margin: .15rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .7rem; margin: .3rem 0; font-size: .92rem; }
dt { color: var(--soft); } dd { margin: 0; min-width: 0; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; table-layout: fixed; }
.verdict-column { width: 8.6rem; } .figure-column { width: 4.4rem; } .claim-column { width: 42%; } .expected-column { width: 20%; }
td .word { display: none; } td.number { color: var(--soft); }
table.numbers { table-layout: auto; width: auto; white-space: nowrap; } table.numbers th { position: static; white-space: normal; min-width: 4.5rem; }
table.certificates { table-layout: auto; font-size: .82rem; } table.certificates th { position: static; } table.certificates td { min-width: 7.5rem; }
.why { color: var(--fails); margin: .25rem 0 0; }
li:target { background: var(--panel); border-left-color: var(--link); }
@media screen { td.number div { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 6; overflow: hidden; }
  .why { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden; } }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid var(--line); }
th { position: sticky; top: 0; background: var(--back); }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; padding: .7rem; overflow-x: auto; font-size: .82rem; }
summary { cursor: pointer; color: var(--link); }
@media (max-width: 40rem) { .drawing img { min-width: 38rem; } figure.small .drawing img { min-width: 0; } body { padding: .6rem .7rem 3rem; } dl { grid-template-columns: 1fr; } dt { margin-top: .3rem; } }
@media screen and (max-width: 40rem) { table, tbody, tr, td { display: block; } thead, td.number { display: none; } td .word { display: inline; }
  tr { border-bottom: 1px solid var(--line); padding: .5rem 0; } td { border: 0; padding: .1rem 0; } td:nth-child(-n+2) { display: inline-block; margin-right: .6rem; } }
@media print { body { max-width: none; font-size: 10.5pt; } nav, details { display: none; } h2, figure, ul.claims > li { break-inside: avoid; } }
`;
