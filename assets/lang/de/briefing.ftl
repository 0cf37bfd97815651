# Briefing mode: pages for the wall, walked with the arrow keys, made from the records that the room may see. All words of this concern stand here.

# Pages
title-brief = Lagebesprechung
briefing-page = { $page }
briefing-page-standing = Wo wir stehen
briefing-page-due = Was fällig ist
briefing-page-known = Was wir wissen
briefing-page-done = Was getan wurde
briefing-page-wanted = Was zu entscheiden ist
briefing-page-next = Wer als Nächstes was tut
briefing-page-again = Nächste Besprechung

# 1 Where we are
briefing-not-declared = Noch ist kein Vorfall ausgerufen. Was über ihn bekannt ist, seine Schwere und wer leitet, steht dann hier
briefing-open = { $codename }, { $severity }, offen seit { $at }
briefing-was-open = { $codename }, { $severity }, beendet; offen war er ab { $at } so lange
briefing-phases = { $one }; { $other }
briefing-phase = { $phase }, { $open } von { $steps } Schritten offen
briefing-phase-alone = { $phase }
briefing-lead = Leitung: { $who }
briefing-no-lead = Nach den Einträgen leitet niemand
briefing-level = Zu lesen ist alles bis { $mark }
briefing-level-withheld = Zu lesen ist, was bis { $mark } geht; { $count ->
    [one] 1 Eintrag ist zurückgehalten
   *[other] { $count } Einträge sind zurückgehalten
 }

# 2 What is due
briefing-clock = { $name }, fällig { $due }
briefing-clock-late = { $name }, verspätet: fällig war { $due }
briefing-clock-elapses = { $name }: läuft seit { $for }, das Gesetz nennt keine Zahl
briefing-law-open = { $withheld ->
    [0] Nichts läuft
   *[other] Nichts läuft, das auf dieser Stufe gelesen werden darf
 }; { $count ->
    [one] 1 Rechtsfrage ist offen
   *[other] { $count } Rechtsfragen sind offen
 }
briefing-law-worst = { $withheld ->
    [0] Nichts läuft
   *[other] Nichts läuft, das auf dieser Stufe gelesen werden darf
 }; { $count ->
    [0] kein Beginn einer Frist ist eingetragen
    [one] 1 Rechtsfrage ist offen
   *[other] { $count } Rechtsfragen sind offen
 }, schlimmstenfalls fällig { $due } (ungünstigste Annahme, keine Frist)
briefing-law-past = { $withheld ->
    [0] Nichts läuft
   *[other] Nichts läuft, das auf dieser Stufe gelesen werden darf
 }; { $count ->
    [0] kein Beginn einer Frist ist eingetragen
    [one] 1 Rechtsfrage ist offen
   *[other] { $count } Rechtsfragen sind offen
 }, schlimmstenfalls fällig seit { $due }: vorbei (ungünstigste Annahme, keine Frist)
briefing-h-agreed = In Besprechungen vereinbart
briefing-action-due = { $due }  { $who }: { $what }
briefing-h-presses = Drängt jetzt
briefing-no-clock = Nichts ist fällig. Eine Frist beginnt, wo ein Gesetz gilt, und was vereinbart wird, hat eine Zeit

# 3 What we know
briefing-h-known = Bestätigt
briefing-h-declared = Bei der Ausrufung gesagt
briefing-said = { $words }
briefing-h-assumed = Angenommen, nicht bestätigt
briefing-h-open = Wir wissen nicht
briefing-line = { $words } (Eintrag { $record })
briefing-declared = { $words } (bei der Ausrufung)
briefing-asked = { $supplier } gefragt, keine volle Antwort: { $question }
briefing-laws = { $count ->
    [one] 1 Rechtsfrage ist offen
   *[other] { $count } Rechtsfragen sind offen
 }
briefing-nothing-readable = Nichts davon darf auf dieser Stufe gelesen werden; was zurückgehalten wird, kann hierher gehören ({ $count })
briefing-no-fact = Keine Tatsache ist eingetragen. Was geschah, steht hier, Bestätigtes und Angenommenes getrennt

# 4 What was done
briefing-h-since = Seit der Besprechung von { $at }, Eintrag { $record }: { $count }
briefing-h-so-far = Bisher: { $count }
briefing-did = { $at }  { $words }
briefing-nothing-since = Seit der letzten Besprechung ist nichts eingetragen, das getan wurde
briefing-nothing-done = Nichts, was getan wurde, ist eingetragen

# 5 Decisions wanted
briefing-h-wanted = Zu entscheiden
briefing-h-decided = Seit der letzten Besprechung entschieden
briefing-review = { $at } wieder anzusehen: { $question }
briefing-decided = { $at }  { $who } entschied: { $choice }; gefragt war: { $question }
briefing-no-decision = Nichts ist zu entscheiden, und seit der letzten Besprechung wurde nichts entschieden

# 6 Who does what next
briefing-h-actions = Vereinbart
briefing-h-steps = In Arbeit
briefing-action = { $who }: { $what }
briefing-action-by = { $who }, bis { $due }: { $what }
briefing-step = { $who }: { $step } { $title }
briefing-nobody-next = Niemand hat einen Schritt übernommen, und nichts Vereinbartes ist offen. Wer was tut, steht hier

# 7 Next briefing
briefing-again = { $date } { $zone }, in { $span }
briefing-again-late = { $date } { $zone }, war vor { $span } fällig
briefing-last = Keine weitere: { $reason }
briefing-no-next = Keine Zeit ist vereinbart. Sie wird mit der Anwesenheit eingetragen, oder im Protokoll
briefing-next-kept = Wann die nächste Besprechung ist, steht in einer Anwesenheit, die auf dieser Stufe nicht gelesen werden darf
briefing-here-kept = Wer hier ist, steht in einer Anwesenheit, die auf dieser Stufe nicht gelesen werden darf
briefing-h-here = In dieser Besprechung
briefing-present = seit { $at }, { $count } anwesend: { $names }
briefing-absent = { $count } antworteten nicht: { $names }

# What a section leaves out
briefing-more-clocks = und { $count } weitere: Bereich 5, die Fristen
briefing-more-agreed = und { $count } weitere: `{ KEY("internal", ":internal") }`
briefing-more-needs = und { $count } weitere: `{ KEY("needs", "!") }`, was auf jemanden wartet
briefing-more-facts = und { $count } weitere: Bereich 1, die Zeitleiste
briefing-more-questions = und { $count } weitere: `{ KEY("suppliers", ":suppliers") }`
briefing-more-done = und { $count } weitere: Bereich 1, die Zeitleiste
briefing-more-decided = und { $count } weitere: `{ KEY("decisions", "v") }` auf der Zeitleiste, die Entscheidungen
briefing-more-steps = und { $count } weitere: Bereich 3, die Liste der Schritte
briefing-more-people = und { $count } weitere: Bereich 2, das Team

# The screen
# The first three are always drawn: out of it, on, and everything off the screen.
briefing-keys = Esc verlassen   Links/Rechts Seite   { KEY("blank", "F12") } leer   { KEY("help", "?") } Hilfe   d entscheiden   1-7 gehe zu   { KEY("level", "S") } Stufe
briefing-keys-more = a eintragen, was die Seite nennt   Pos1/Ende erste, letzte Seite   q verlassen   { KEY("brief", "Ctrl-B") } verlassen   { KEY("palette", ":") } Befehl   { KEY("search", "/") } suchen
briefing-goes-on = Besprechung seit { $at }
briefing-looking = nur ansehen
briefing-n-of = Seite { $n } von { $count }
briefing-part = { $part } von { $parts }
briefing-more = und { $count } weitere: Rechts
briefing-continued = { $heading }, weiter
briefing-cut = ... geht weiter in Eintrag { $record }
briefing-cut-here = ... geht im Fall weiter
briefing-too-small = Eine Besprechung braucht { $columns } Spalten und { $rows } Zeilen: Fenster vergrößern, Schrift verkleinern, oder zurück mit Esc.
briefing-begins = Die Besprechung beginnt, Eintrag { $record }: keine Sperre bis zum Protokoll
briefing-joined = Die Besprechung von { $at } geht weiter, Eintrag { $record }
briefing-only-looking = Keine Anwesenheit: es wird nur angesehen. Zweimal { KEY("brief", "Ctrl-B") } stellt sie fest
briefing-over = Die Besprechung ist beendet, ihr Protokoll ist eingetragen
briefing-left = Die Besprechung von { $at } geht ohne die Seiten weiter; { KEY("brief", "Ctrl-B") } zeigt sie wieder
ask-briefing = Die Besprechung von { $at } geht weiter. Beenden und ihr Protokoll schreiben, oder nur die Seiten verlassen?
ask-briefing-keys = Enter Seiten verlassen   e beenden, Protokoll schreiben   Esc bleiben
briefing-minuted = Diese Besprechung hat ihr Protokoll schon: `{ KEY("briefing", "m") }` im Team schreibt ein weiteres
ask-minutes = Die Besprechung von { $at } ist nach ihrer Zeit vorbei, und niemand schrieb ihr Protokoll. Jetzt schreiben?
ask-minutes-keys = e Protokoll schreiben   Enter Anwesenheit für eine neue   Esc nur ansehen
ask-minutes-leaving-keys = e Protokoll schreiben   Enter Seiten verlassen   Esc bleiben
briefing-minutes-elsewhere = Ein anderes Fenster auf diesem Laptop hat ein begonnenes Protokoll dieser Besprechung, das nicht eingetragen ist. Dieses wird daneben begonnen, an jenem wird nichts geändert. Sich auf eines einigen: wer als Zweiter einträgt, erfährt es vorher.
briefing-minutes-taken-out = { $count ->
    [one] 1 Zeile, mit der dieses Protokoll begann, ist
   *[other] { $count } Zeilen, mit denen dieses Protokoll begann, sind
 } herausgenommen: was darin steht, darf unter seiner Einstufung nicht mehr gelesen werden oder ist geschützt. Was getippt wurde, steht wie es war.
briefing-ring = Jetzt fällig: { $what }
briefing-ring-clock = { $name }: { $threshold }

# The roll call
hint-roll-call-present = Pfeil ab zum Namen, Leertaste auf oder weg; oder tippen

# Minutes as they are begun
briefing-minutes-times = Von { $from } bis { $to }, Anwesenheit Eintrag { $record }
briefing-minutes-began = Von { $from }, Anwesenheit Eintrag { $record }; sagen, wann sie zu Ende war
briefing-minutes-present = Anwesend: { $names }
briefing-minutes-absent = Antworteten nicht: { $names }
briefing-minutes-decided = Entschieden, Eintrag { $record }: { $choice } (gefragt war: { $question })
briefing-minutes-decided-above = { $count ->
    [one] 1 Entscheidung fiel, die über der Einstufung dieses Protokolls steht oder anwaltlich geschützt ist
   *[other] { $count } Entscheidungen fielen, die über der Einstufung dieses Protokolls stehen oder anwaltlich geschützt sind
 }
briefing-minutes-none-decided = Keine Entscheidung wurde eingetragen
briefing-minutes-open = Offen: { $what }
briefing-minutes-next = Nächste Besprechung: { $at }
briefing-minutes-no-next = Für die nächste Besprechung ist keine Zeit vereinbart
briefing-minutes-assumed = { $words } (Eintrag { $record })
briefing-minutes-above = was Eintrag { $record } sagt
