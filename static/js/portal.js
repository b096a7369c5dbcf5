// Enhances pages that work without it: focus, character count, autosave, unsaved changes, double submit, Esc.
"use strict";
(() => {
  const alle = (velger, rot = document) => [...rot.querySelectorAll(velger)];

  // The error summary or receipt takes the focus, so that it is read first.
  const fokus = document.querySelector("[data-fokus]");
  if (fokus && !location.hash) fokus.focus();

  // A radio or checkbox group's fieldset is no place to type: the link goes to its first control.
  for (const lenke of alle(".ds-error-summary a")) {
    lenke.addEventListener("click", (hendelse) => {
      const felt = document.getElementById(lenke.hash.slice(1));
      if (!felt) return;
      hendelse.preventDefault();
      felt.focus({ preventScroll: true });
      (felt.closest(".ds-field, fieldset") || felt).scrollIntoView();
    });
  }

  // Menus close on Esc (focus returns), on a click elsewhere and when focus leaves them.
  for (const meny of alle("details[data-lukkbar]")) {
    meny.addEventListener("keydown", (hendelse) => {
      if (hendelse.key !== "Escape" || !meny.open) return;
      meny.open = false;
      meny.querySelector("summary").focus();
    });
    const lukk = (hendelse) => meny.contains(hendelse.target) || (meny.open = false);
    document.addEventListener("click", lukk);
    document.addEventListener("focusin", lukk);
  }

  // The count shows what is left; it is spoken only when little is left, and then not at every key.
  for (const teller of alle("[data-teller]")) {
    const felt = document.getElementById(teller.dataset.teller);
    const maks = Number(felt && felt.dataset.maks);
    if (!maks) continue;
    let vent;
    const tell = () => {
      // The server counts characters, not UTF-16 units.
      const igjen = maks - [...felt.value].length;
      const antall = Math.abs(igjen).toLocaleString("nb-NO");
      teller.textContent = (igjen < 0 ? teller.dataset.over : teller.dataset.igjen).replace("{antall}", antall);
      teller.toggleAttribute("data-for-mye", igjen < 0);
      clearTimeout(vent);
      vent = setTimeout(() => teller.setAttribute("aria-live", igjen < maks / 10 ? "polite" : "off"), 800);
    };
    felt.addEventListener("input", tell);
    if (felt.value) tell();
  }

  for (const skjema of alle("form[method=post]")) {
    let endret = false, sendt = false, lagrer = null, tidtaker;
    const url = skjema.dataset.autolagre;
    const status = skjema.querySelector("[data-lagrestatus]");
    const si = (tekst) => { if (status && tekst) status.textContent = tekst; };

    const lagre = async () => {
      if (sendt || !endret) return;
      if (lagrer) await lagrer;
      endret = false;
      lagrer = fetch(url, { method: "POST", body: new FormData(skjema), headers: { Accept: "application/json" }, redirect: "error" })
        .then(async (svar) => {
          const data = await svar.json().catch(() => ({}));
          if (data.versjon !== undefined && skjema.elements.versjon) skjema.elements.versjon.value = data.versjon;
          endret ||= !svar.ok;
          si(data.melding || (svar.ok ? "" : status?.dataset.feil));
        })
        .catch(() => { endret = true; si(status?.dataset.feil); })
        .finally(() => { lagrer = null; });
      await lagrer;
    };

    skjema.addEventListener("input", () => {
      endret = true;
      if (!url) return;
      clearTimeout(tidtaker);
      tidtaker = setTimeout(lagre, 1500);
    });

    skjema.addEventListener("submit", (hendelse) => {
      if (sendt) return hendelse.preventDefault();
      clearTimeout(tidtaker);
      const send = () => {
        sendt = true;
        alle("button[type=submit]", skjema).forEach((knapp) => knapp.setAttribute("aria-disabled", "true"));
      };
      if (!lagrer) return send();
      // An autosave on its way carries the next version number: wait for it, or the post would be stale.
      hendelse.preventDefault();
      const knapp = hendelse.submitter;
      lagrer.then(() => skjema.requestSubmit(knapp));
    });

    addEventListener("pageshow", () => {
      sendt = false;
      alle("button[aria-disabled]", skjema).forEach((knapp) => knapp.removeAttribute("aria-disabled"));
    });
    if (skjema.matches("[data-autolagre], [data-vern]")) {
      addEventListener("beforeunload", (hendelse) => { if (endret && !sendt) hendelse.preventDefault(); });
    }
  }

  // A page that waits looks again; aria-live tells what became of it.
  const jobb = document.querySelector("[data-oppdater]");
  const spor = async () => {
    const side = await fetch(jobb.dataset.fra || location.href).then((svar) => svar.text()).catch(() => "");
    const ny = new DOMParser().parseFromString(side, "text/html").getElementById(jobb.id);
    if (ny && ny.textContent !== jobb.textContent) jobb.replaceChildren(...ny.childNodes);
    const igjen = (ny || jobb).dataset.oppdater;
    if (igjen) setTimeout(spor, igjen * 1000);
  };
  if (jobb) setTimeout(spor, jobb.dataset.oppdater * 1000);
})();
