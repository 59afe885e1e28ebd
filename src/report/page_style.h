// The style sheet and the script of the pages. Contrast of text is at least 4.5 to 1.
#pragma once

#include <string_view>

namespace plangrade::report {

inline constexpr std::string_view kStyle = R"css(
:root{--ink:#1c1f23;--soft:#50575f;--line:#d4d8dd;--paper:#fff;--tint:#f4f6f8;--link:#0b4f9c;
--red:#a91d1d;--amber:#f2a900;--green:#17693a;--grey:#5c636a;--pale:#e3e6ea}
*{box-sizing:border-box}
html{font:100%/1.5 system-ui,-apple-system,"Segoe UI","Liberation Sans",Arial,sans-serif;color:var(--ink);background:var(--paper)}
body{margin:0}
a{color:var(--link)}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible{outline:3px solid #ffbf47;outline-offset:2px}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:.5rem;background:#fff;padding:.5rem}
header.top{border-bottom:1px solid var(--line);background:var(--tint)}
header.top nav,main,footer{max-width:72rem;margin:0 auto;padding:.75rem 1.25rem}
header.top nav{display:flex;gap:1.5rem;flex-wrap:wrap;align-items:baseline}
header.top strong{margin-right:auto}
main{padding-bottom:3rem}
footer{border-top:1px solid var(--line);color:var(--soft);font-size:.875rem}
h1{font-size:1.75rem;line-height:1.2;margin:1.25rem 0 .5rem}
h2{font-size:1.3rem;margin:2.25rem 0 .5rem;padding-top:.5rem;border-top:1px solid var(--line)}
h3{font-size:1.05rem;margin:1.5rem 0 .25rem}
p,ul,ol,dl{margin:.5rem 0;max-width:52rem}
.lead{font-size:1.2rem;max-width:52rem}
.note{color:var(--soft);font-size:.9rem}
.notice{border-left:4px solid var(--amber);background:var(--tint);padding:.5rem 1rem;max-width:52rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;margin:.75rem 0;font-size:.925rem;min-width:40%}
caption{text-align:left;color:var(--soft);padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.35rem 1.1rem .35rem 0;border-bottom:1px solid var(--line)}
thead th{border-bottom:2px solid var(--ink);vertical-align:bottom}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
th.num{white-space:normal}
th button{font:inherit;font-weight:bold;background:none;border:0;padding:0;cursor:pointer;text-align:inherit;color:var(--link);text-decoration:underline}
.controls{display:flex;gap:1rem;flex-wrap:wrap;margin:.75rem 0}
.controls input,.controls select{font:inherit;padding:.3rem .5rem;border:1px solid var(--soft);border-radius:3px}
.badge{display:inline-block;padding:.05rem .55rem;border-radius:3px;font-weight:600;font-size:.875rem;white-space:nowrap;background:var(--grey);color:#fff}
.badge.red{background:var(--red)}.badge.amber{background:var(--amber);color:#1c1f23}.badge.green{background:var(--green)}
.badge.no_plan{background:#fff;color:var(--ink);outline:1px solid var(--ink);outline-offset:-1px}
.level{font-weight:600}
dl.facts{display:grid;grid-template-columns:13rem 1fr;gap:.15rem 1.25rem}
dl.facts dt{color:var(--soft)}dl.facts dd{margin:0;overflow-wrap:anywhere}
code{font:.875em ui-monospace,"DejaVu Sans Mono","Liberation Mono",monospace;overflow-wrap:anywhere}
pre{background:var(--tint);padding:.75rem;white-space:pre-wrap;overflow-wrap:anywhere;max-width:52rem}
.quotation{margin:.75rem 0;padding:.5rem 0 .5rem 1rem;border-left:4px solid var(--link);max-width:52rem;overflow-wrap:anywhere}
.quotation blockquote{margin:0}
.quotation .around{color:var(--soft)}
.quotation mark{background:#fff2b8;color:inherit;padding:0 .1em}
.quotation.suppressed{border-left-style:dashed;border-left-color:var(--grey)}
.quotation.suppressed mark{background:var(--pale)}
.together{border:1px solid var(--line);padding:.25rem .75rem;margin:.75rem 0;max-width:54rem}
.together .part{font-weight:600;margin:.75rem 0 0}
.quotation .place{color:var(--soft);font-size:.875rem;margin:.2rem 0 0}
svg{display:block;max-width:100%;height:auto}
td svg{max-width:none;margin-top:.2rem}
ul.key{list-style:none;padding:0;display:flex;gap:.25rem 1.25rem;flex-wrap:wrap}
.visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media (max-width:40rem){dl.facts{grid-template-columns:1fr}dl.facts dd{margin-bottom:.4rem}}
@media print{header.top nav a,.controls,.skip{display:none}main,footer{max-width:none;padding:0}
h2,h3{break-after:avoid}tr,.quotation{break-inside:avoid}a{color:inherit}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}.scroll{overflow:visible}}
)css";

// Sorts by data-v where a cell has it, else by its text; empty cells come last in both directions.
inline constexpr std::string_view kScript = R"js(
(function(){
"use strict";
document.querySelectorAll("table.sortable").forEach(function(table){
  var body=table.tBodies[0], rows=Array.from(body.rows);
  function value(row,i){var c=row.cells[i];return c.hasAttribute("data-v")?c.getAttribute("data-v"):c.textContent.trim();}
  function sort(i,direction){
    rows.sort(function(a,b){
      var x=value(a,i),y=value(b,i);
      if(x===""||y==="")return (x==="")-(y==="");
      var n=Number(x),m=Number(y);
      return direction*(isNaN(n)||isNaN(m)?x.localeCompare(y,"en"):n-m);
    });
    rows.forEach(function(r){body.appendChild(r);});
  }
  Array.from(table.tHead.rows[0].cells).forEach(function(th,i){
    var button=document.createElement("button");
    button.type="button";button.textContent=th.textContent;th.textContent="";th.appendChild(button);
    button.addEventListener("click",function(){
      var up=th.getAttribute("aria-sort")!=="ascending";
      Array.from(table.tHead.rows[0].cells).forEach(function(o){o.removeAttribute("aria-sort");});
      th.setAttribute("aria-sort",up?"ascending":"descending");
      sort(i,up?1:-1);
    });
  });
  var controls=document.getElementById(table.id+"-controls");
  if(!controls)return;
  controls.hidden=false;
  var text=controls.querySelector("input"),rating=controls.querySelector("select"),count=controls.querySelector("output");
  function filter(){
    var words=text.value.toLowerCase(),wanted=rating.value,shown=0;
    rows.forEach(function(r){
      var fits=r.textContent.toLowerCase().includes(words)&&(wanted===""||r.getAttribute("data-ratings").split(" ").includes(wanted));
      r.hidden=!fits;if(fits)shown++;
    });
    count.textContent=shown+" of "+rows.length+" shown";
  }
  text.addEventListener("input",filter);rating.addEventListener("change",filter);filter();
});
})();
)js";

}  // namespace plangrade::report
