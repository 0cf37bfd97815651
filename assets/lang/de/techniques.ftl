# Techniques of ATT&CK and ATLAS that records and rows name

field-technique = Techniken
hint-technique = ATT&CK, ATLAS: Kennung oder Wörter; Komma für die nächste
pane-f-techniques = Techniken

# A technique in words: in the lists, given up for another, given up, in no list
technique-known = { $id } { $name }
technique-retired = { $id } { $name }, zurückgezogen: jetzt { $now }
technique-gone = { $id } { $name }, zurückgezogen
technique-unknown = { $id }, in keiner der Listen

t-10-missing = Nicht in den Listen von ATT&CK { $attack } und ATLAS { $atlas } oder dort zurückgezogen: { $ids }. Es ist so festgehalten, wie es dasteht
t-10-next = Eine angebotene Technik nehmen oder es stehen lassen: Eine neuere Liste kennt sie vielleicht
t-10-now = { $id } wurde zurückgezogen: ATT&CK nennt es jetzt { $now }
t-10-near = Gemeint ist vielleicht { $id } { $name }; stehen lassen, wenn eine neuere Liste es kennt

dossier-techniques = Techniken: { $techniques }

title-techniques = Techniken nach Taktik
sheet-keys-techniques = Enter Einträge dazu   Esc zurück
technique-c-records = Einträge
technique-c-rows = Zeilen
technique-list = MITRE { $list } { $version }
technique-no-list = In keiner der Listen oder zurückgezogen
technique-tactic = { $name } ({ $id })
technique-how = Was eine Untertechnik nennt, zählt auch für ihre Technik
technique-nothing-of = { $count ->
    [one] Nichts gesehen von { $names }
   *[other] Nichts gesehen von { $count } Taktiken: { $names }
  }
rows-counted = Übernommene Zeilen sind gezählt: Eine leere Zeile sagt die Seite noch einmal.
technique-counting = Übernommene Zeilen werden gezählt
technique-not-counted = Übernommene Zeilen konnten nicht gezählt werden: warroom verify ausführen
technique-none = Noch nennt kein Eintrag und keine übernommene Zeile eine Technik: Ein Eintrag ({ KEY("log", "l") }) hat ein Feld dafür
technique-never = { $name }: nicht gesehen
technique-seen-so-far = { $name }: { $records ->
    [one] { $records } Eintrag
   *[other] { $records } Einträge
  }; Zeilen nicht gezählt
technique-seen = { $name }: { $records ->
    [one] { $records } Eintrag
   *[other] { $records } Einträge
  }, { $rows ->
    [one] { $rows } übernommene Zeile
   *[other] { $rows } übernommene Zeilen
  }
technique-no-record = Kein gültiger Eintrag nennt sie
technique-record = { $record }  { $at }  { $words }
technique-rows = { $count ->
    [0] Keine übernommene Zeile nennt sie
    [one] { $count } übernommene Zeile nennt sie: Enter zeigt sie
   *[other] { $count } übernommene Zeilen nennen sie: Enter zeigt sie
  }
