# Rows of other tools' files: commands, fields, lines of the timeline, rules

title-rows-clock = Die Uhr hinter übernommenen Zeilen
field-import = Übernahme
hint-import = der Eintrag der Übernahme: 48
act-rows = Zeilen aus { $file } ({ $format }): { $kept } übernommen, { $refused } abgewiesen
act-rows-clock = die Uhr hinter { $file } ging um { $ahead } falsch; die Zeiten ihrer Zeilen werden berichtigt gezeigt
r-01-missing = Die Zeilen dieser Datei sind schon im Fall, durch Eintrag { $record }: jede zählt jetzt doppelt
r-01-next = Eine der beiden Übernahmen streichen: strike
r-02-missing = { $count ->
    [one] { $count } Datensatz wurde keine Zeile
   *[other] { $count } Datensätze wurden keine Zeilen
}; jeder ist mit seinem Grund aufbewahrt
r-02-next = Sie berichtigen und übernehmen: warroom rows refused, dann warroom import

# Rows that become facts, bookmarks, searches that are kept

title-row-mark = Aus einer Zeile eine Tatsache des Falls machen
title-row-bookmark = Lesezeichen an eine Zeile setzen
title-row-unbookmark = Ein Lesezeichen wegnehmen
title-search-save = Eine Suche behalten
title-search-remove = Eine Suche nicht mehr behalten
field-line = Zeile
field-worksheet = Blatt
field-which = Welche davon
hint-line = die Zeile der Datei, mit der sie beginnt: 48211
hint-worksheet = nur bei einer Mappe mit mehreren Blättern
hint-which = nur wo mehrere dort beginnen: 2, oder ihre Prüfsumme
hint-row-mark-status = leer: vermutet
hint-row-mark-text = leer: was die Zeile sagt
hint-row-mark-note = was es für diesen Vorfall bedeutet
hint-row-mark-at = leer: die Zeit der Zeile, berichtigt
hint-row-mark-tags = leer: die der Zeile, und ihre Techniken
hint-row-mark-assets = leer: Host und Konto der Zeile
hint-row-mark-confirmer = wer es bestätigt, neben Asservat und Zeile
hint-row-mark-mark = mindestens die der Übernahme
hint-row-bookmark-note = warum man darauf zurückkommt
hint-search-save-name = wie nach ihr gefragt wird: seitliche Bewegung
hint-search-save-query = wie bei find: user:svc time:2026-02-18 -host:web01
hint-search-save-mark = leer: die des Falls
hint-search-remove-name = so, wie sie behalten wurde
shape-line = die Nummer einer Zeile, ab 1
shape-which = ihre Nummer unter ihnen, oder mindestens sechs Stellen ihrer SHA-256
act-bookmarked = Lesezeichen an { $file }, { $place }
act-unbookmarked = Lesezeichen weggenommen von { $file }, { $place }
act-unbookmarked-none = ein Lesezeichen wurde weggenommen, das es nicht gibt
act-search-saved = Suche behalten als { $name }
act-search-removed = Suche { $name } wird nicht mehr behalten
r-03-missing = Diese Zeile ist schon aufgezeichnet, durch Eintrag { $record }
r-03-next = Den streichen, der zu viel ist, wenn es einer ist: strike
r-04-missing = Die Zeilen stehen unter TLP:{ $mark }, und dies damit auch: was aus ihnen gelesen ist, ist für nicht mehr Leute
r-04-next = Was mehr Leute lesen dürfen, mit eigenen Worten schreiben, mit log
r-05-missing = Import { $record } wurde gestrichen: was aus seinen Zeilen gelesen ist, zählt nicht
r-05-next = Die Zeile des Imports übernehmen, der an seine Stelle trat; sonst nach anderem beurteilen oder streichen
row-which-sheet = { $file } hat mehrere Blätter, und jedes beginnt mit einer Zeile 1: welches gemeint ist, ist nicht gesagt
row-which-sheet-next = Das Blatt nennen: { $names }
row-unread = Die Zeilen von { $file } sind nicht in dieser Kopie des Falls oder beschädigt: Zeile { $line } ist nicht lesbar
row-unread-next = warroom verify ausführen; eine ganze Kopie des Falls hat sie
row-several = { $count ->
    [one] Eine Zeile von { $file } beginnt auf Zeile { $line }, und sie ist nicht die gemeinte
   *[other] { $count } Zeilen von { $file } beginnen auf Zeile { $line }: welche gemeint ist, ist nicht gesagt, oder diese gibt es nicht
}
row-several-next = Ihre Nummer unter ihnen im Feld which angeben, ab 1
row-inside = Keine Zeile von { $file } beginnt auf Zeile { $line }: sie ist Teil einer, die über mehrere geht
row-inside-next = Sie bei der ersten nennen: { $first }
row-none = Keine Zeile von { $file } beginnt auf Zeile { $line }: sie ist keine, oder wurde abgewiesen
row-none-next = Mit warroom find line:N suchen; warroom rows refused hat die abgewiesenen
row-undated = Die Zeile { $line } hat keine Zeit, also könnte niemand sie einordnen
row-undated-next = Im Feld at sagen, wann es war, und in der Notiz, woher man das weiß
query-no-field = Keine Zeile und kein Eintrag hat ein Feld { $field }. Wörter sucht man in Anführungszeichen.
query-no-field-near = Keine Zeile und kein Eintrag hat ein Feld { $field }: ist { $near } gemeint?
query-open = Spalte { $column }: { $given } ist geöffnet und nicht geschlossen
query-open-next = Mit demselben Zeichen schließen, oder einen Backslash vor das Zeichen selbst schreiben
query-nothing = Spalte { $column }: hinter { $given } steht nichts
query-nothing-next = Dort schreiben, was gesucht wird, oder es weglassen
query-expression = Spalte { $column }: /{ $given }/ ist kein regulärer Ausdruck ({ $why })
query-expression-next = Einen Backslash vor ein Zeichen schreiben, das sich selbst meint, oder nur nach den Wörtern suchen
query-time = Spalte { $column }: { $given } ist keine Zeit
query-time-next = 2026-02-18, 2026-02-18T13:36 oder 2026-02-18T13:36:00+01:00 schreiben, von und bis mit .. dazwischen
query-range = Spalte { $column }: { $given } ist kein Zahlenbereich
query-range-next = 10..20, >=10 oder <20 schreiben
pane-f-row = Zeile
pane-row = { $file }, { $place }, Eintrag { $record }
pane-f-row-precision = Geschrieben auf
pane-f-row-ahead = Uhr voraus um
pane-row-ahead-now = { $then }, als sie übernommen wurde, { $now } nach dem, was seither gesagt ist: diese Zeile berichtigen
pane-f-row-now = Ihre Zeit jetzt
pane-f-row-import = Ihr Import
pane-row-struck = gestrichen, durch Eintrag { $record }: durch ihre Zeile zählt diese nicht
pane-row-struck-else = gestrichen, durch Eintrag { $record }; diese Zeile beruht auf etwas anderem
rows-precision-undated = keine Zeit
rows-precision-day = den Tag
rows-precision-minute = die Minute
rows-precision-second = die Sekunde
rows-precision-digits = Bruchteile einer Sekunde

# Everything over time: rows of other tools beside the records of people

title-over-time = Alles der Zeit nach
over-keys = / suchen   Enter öffnen   m Tatsache   b Lesezeichen   f Suchen   c zählen   +/- Zeit   Esc zurück
over-keys-more = h/u/s/l/t nur was diesen Host, Nutzer, Quelle, Stufe, Merkmal hat   H/U/S/L/T alles andere   B Lesezeichen   F Suche behalten   w zu einer Zeit   0 alle Zeiten   o neueste oder älteste zuerst   g/G erste, letzte   q zurück, t kommt hierher wieder
over-keys-narrowed = / suchen   Enter öffnen   Esc wieder alles   m Tatsache   b Lesezeichen   c zählen   +/- Zeit   q zurück
over-keys-typing = Enter zu den Zeilen   PgUp/PgDn blättern   Esc zu den Zeilen
over-keys-whole = Up/Down blättern   Esc zurück
over-keys-record = Up/Down blättern   Enter dorthin in der Zeitleiste   Esc zurück
over-keys-wait = { $count ->
    [one] 1 Taste wartet auf die Treffer; Esc verwirft sie
   *[other] { $count } Tasten warten auf die Treffer; Esc verwirft sie
}
over-keys-given-up = { $count ->
    [one] Die Taste, die auf die Treffer wartete, tut nichts mehr: es wird anderes gesucht.
   *[other] Die { $count } Tasten, die auf die Treffer warteten, tun nichts mehr: es wird anderes gesucht.
}
over-keys-saved = Enter danach suchen   x nicht mehr behalten   Esc zurück
over-keys-choices = Enter nur das zeigen   Esc zurück
over-keys-jump = Enter dorthin   Esc zurück
over-keys-said = m Tatsache   b Lesezeichen   h nur dieser Host   u nur dieser Nutzer   s nur diese Quelle   l nur diese Stufe   t nur dieses Merkmal
over-count = { $count } von { $all }
over-count-looking = { $count } von { $all }, sucht noch
over-building = { $share } % geordnet
over-building-begins = wird geordnet
over-waits = Die übernommenen Zeilen werden zum ersten Mal geordnet, seit das Programm läuft; sie erscheinen hier.
over-no-query = alles; / sucht, wie warroom find
over-nothing = Noch keine Zeilen und keine Einträge: I bei den Asservaten übernimmt die Zeilen aus der Datei eines anderen Werkzeugs.
over-no-row = Hier steht ein Eintrag: übernehmen oder merken lässt sich nur eine Zeile.
over-no-line = Hier steht keine Zeile: gefunden ist nichts, worauf eine Taste wirken könnte.
over-row-without = Diese Zeile hat kein Feld { $field }; danach wird nichts eingegrenzt.
over-record-without = Dieser Eintrag hat kein Feld { $field }; danach wird nichts eingegrenzt.
over-there = Danach wird schon gesucht.
over-all-times = Alle Zeiten sind zu sehen: + grenzt sie um diese Zeile ein.
over-no-closer = Das ist eine Sekunde: enger geht es nicht.
over-jumped = Gelesen als Zeit am { $day }, dem Tag dieser Zeile.
over-none-found = Nichts gefunden: ein Wort wegnehmen, oder eine andere Zeit ansehen.
over-kind-row = Zeile
over-kind-fact = Tats.
over-kind-action = getan
over-said-corrected = Uhr berichtigt
short-over-time = über die Zeit
over-said-fact = ist Tatsache des Falls
over-said-bookmark = mit Lesezeichen
over-bookmarked = ja
over-saved = Behaltene Suchen
over-bookmarks = Lesezeichen
over-all-bookmarks = Alle { $count }
over-fields = Nach welchem Feld zählen, was zu sehen ist
over-fields-counting = Felder werden gezählt
over-still-counting = Das wird noch gezählt; danach lässt es sich wählen.
over-values = Werte von { $field } in dem, was gezeigt ist
over-counting = Werte von { $field } werden gezählt
over-empty = keine
over-jump = Gehe zu:
over-no-time = Das ist keine Zeit: 14:05, yesterday 23:10 oder 2026-11-21 02:10
over-corrected = { $by } wegen der Uhr, nach der sie geschrieben ist
over-f-from = Aus
over-f-at = Wann
over-f-corrected = Berichtigt
over-f-written = So geschrieben
over-f-zone = Zone
over-f-noted = Vermerkt
over-f-facts = Tatsachen
over-f-bookmark = Lesezeichen
over-f-what = Was
over-f-kind = Art der Zeit
over-f-source = Quelle
over-f-host = Host
over-f-user = Nutzer
over-f-level = Stufe
over-f-tags = Merkmale
over-f-techniques = Techniken
over-zone-written = { $zone }, mit der Zeit geschrieben
over-zone-declared = { $zone }, für die Datei erklärt
over-zone-format = UTC, wie das Format sagt
over-zone-none = keine

# The form that takes in a file, and what is shown before

title-rows-import = Zeilen aus der Datei eines anderen Werkzeugs übernehmen
hint-rows-import-file = F2 wählt sie: Zeitachse, Liste oder Chat
plain-said-hint-rows-import-file = ihr Pfad: Zeitachse, Liste oder Chat
field-times = Zeiten geschrieben
hint-times = nur wo die Datei es nicht zeigt
field-columns = Spalten
hint-columns = ohne bekanntes Format: time=Wann, what=Text, oder @DATEI
columns-are = Spalten der Datei: { $names }. Pfeile und Enter wählen: was gemeint ist, dann seine Spalte.
plain-said-columns-are = Spalten der Datei: { $names }.
columns-are-more = Spalten der Datei: { $names } und { $more } weitere. Pfeile und Enter wählen: was gemeint ist, dann seine Spalte.
plain-said-columns-are-more = Spalten der Datei: { $names } und { $more } weitere.
columns-chosen = { $what }: { $column }
columns-read = { $what }; gelesen aus { $column }, solange keine andere gewählt ist
columns-no = keine Spalte sagt es
field-encoding = Kodierung
hint-encoding = nur wo die Datei es nicht zeigt
hint-rows-import-zone = von Zeiten ohne Zone: UTC, +02:00 oder Europe/Berlin
hint-rows-import-reason = nur wo ihre Zeilen schon im Fall sind: warum noch einmal
hint-rows-import-description = was das Asservat ist, das sie wird; sonst ihr Name
shape-rows-zone = UTC, ein Versatz oder eine Zeitzone mit ihrem Namen aus der Liste der IANA
shape-rows-columns = was eine Spalte enthält, ein Gleichheitszeichen und ihr Name; dazwischen Kommas (time, clock, zone, what, kind, source, host, user, level, tags, techniques)
rows-columns-file = eine lesbare Datei ({ $file }: { $error })
rows-looking = der Anfang der Datei wird angesehen
rows-reading = die Zeilen werden gelesen; Ctrl-C bricht ab, und nichts ist dann aufgezeichnet
plain-said-rows-reading = die Zeilen werden gelesen; cancel-job bricht ab, und nichts ist dann aufgezeichnet
rows-runs = Zeilen einer Datei werden gerade übernommen; das Ende abwarten oder mit Ctrl-C abbrechen
plain-said-rows-runs = Zeilen einer Datei werden gerade übernommen; das Ende abwarten oder mit cancel-job abbrechen
rows-job = Zeilen
ask-rows-keys = Enter übernehmen   Esc zurück zum Formular
ask-rows-open-keys = Enter zum Feld   Esc zurück zum Formular
plain-ask-rows = ja übernimmt die Zeilen so, wie es hier gesagt ist, nein führt zum Formular zurück. Eine leere Zeile übernimmt nichts.
plain-ask-rows-open = ja führt zum Feld, das die Frage beantwortet, nein zum Formular zurück.
rows-sheet-open = Offen: { $question }. Die Antwort gehört in das Feld { $field }.
rows-sheet-twice = Ihre Zeilen sind schon im Fall: Eintrag { $record }, { $exhibit }, { $kept } übernommen. Um sie noch einmal zu übernehmen, im Feld { $field } sagen, warum; jede zählt dann doppelt.
rows-sheet-what = Sie ist { $format } ({ $code }), { $size }, { $encoding }.
rows-sheet-packed = Sie ist { $format } ({ $code }) in { $packed }, { $size }, { $encoding }.
rows-sheet-told = Erkannt an: { $by }.
rows-sheet-columns = Spalten: { $columns }
rows-sheet-columns-of = Spalten von { $part }: { $columns }
rows-sheet-column = { $name } = { $role }
rows-sheet-beside = Neben jeder Zeile, unter eigenem Namen: { $names }
rows-sheet-earlier = Ihre Spalten sind die von Import { $record }, und sie wird gelesen wie dieser. Das Feld Spalten wählt andere.
rows-sheet-no-rows = Noch ließ sich keine Zeile lesen: was von einer offenen Frage abhängt, wartet auf die Antwort.
rows-sheet-none = Keiner der ersten Datensätze wird eine Zeile.
rows-sheet-rows = { $count ->
    [one] Die erste Zeile, wie sie wäre:
   *[other] Die ersten { $count } Zeilen, wie sie wären:
}
rows-sheet-row = { $time }  { $rest }
rows-sheet-undated = ohne Zeit
rows-sheet-refused = { $count ->
    [one] Bis dahin wird 1 Datensatz keine Zeile; Zeile { $line }: { $why }
   *[other] Bis dahin werden { $count } Datensätze keine Zeilen; der erste, Zeile { $line }: { $why }
}
rows-sheet-withheld = Was die Datei enthält, wäre auf dieser Stufe des Bildschirms zurückgehalten: die Übernahme trägt TLP:{ $mark }. Zum Ansehen erst die Stufe heben.
rows-taken = Zeilen als Eintrag { $record } übernommen: { $kept } von { $read }, Asservat { $exhibit }.
rows-taken-refused = Zeilen als Eintrag { $record } übernommen: { $kept } von { $read }, { $refused } abgewiesen, Asservat { $exhibit }. warroom rows refused { $record } schreibt die abgewiesenen aus.
rows-cancelled = Das Lesen der Zeilen wurde abgebrochen; nichts ist aufgezeichnet.
rows-not-taken = Keine Zeilen übernommen: { $why }
rows-still-open = eine Frage ist offen, die es beim Ansehen der Datei nicht war, sie hat sich also geändert; noch einmal ansehen
rows-twice-now = ihre Zeilen kamen inzwischen in den Fall, als Eintrag { $record }; nichts wurde aufgezeichnet

# What is said of files of other tools

rows-format-timesketch-csv = Timesketch CSV
rows-format-timesketch-jsonl = Timesketch JSONL
rows-format-redline = Redline CSV
rows-format-plaso-dynamic = plaso dynamic
rows-format-plaso-l2tcsv = plaso l2tcsv
rows-format-tln = TLN
rows-format-l2t-tln = L2TTLN
rows-format-plaso-json-line = plaso json_line
rows-format-hayabusa-csv = Hayabusa CSV
rows-format-hayabusa-timesketch = Hayabusa CSV für Timesketch
rows-format-chainsaw = Chainsaw CSV
rows-format-forensic-timeliner = forensic-timeliner CSV
rows-format-iris-timeline = DFIR-IRIS-Zeitachse, wie es sie einliest
rows-format-iris-timeline-export = DFIR-IRIS-Zeitachse, wie es sie ausgibt
rows-format-iris-assets = DFIR-IRIS-Systeme
rows-format-iris-iocs = DFIR-IRIS-Indikatoren
rows-format-iris-case = DFIR-IRIS-Fall als JSON
rows-format-aurora = Aurora-Fall (.fox)
rows-format-kanvas = Kanvas-Blatt
rows-format-velociraptor = Velociraptor JSONL
rows-format-chat = Chat
rows-format-table = Tabelle
rows-format-json-lines = JSON-Objekte
rows-encoding-utf8 = UTF-8
rows-encoding-utf16-le = UTF-16, kleines Ende zuerst
rows-encoding-utf16-be = UTF-16, großes Ende zuerst
rows-encoding-windows1252 = Windows-1252, wie angegeben
rows-encoding-latin1 = Latin-1, wie angegeben
rows-time-iso = 2026-11-24T09:04:00Z
rows-time-day-first = Tag vor Monat: 24.11.2026
rows-time-month-first = Monat vor Tag: 11/24/2026
rows-time-mail = wie in E-Mails: Tue, 24 Nov 2026
rows-time-seconds = Sekunden seit 1970
rows-time-millis = Millisekunden seit 1970
rows-time-micros = Mikrosekunden seit 1970
rows-time-nanos = Nanosekunden seit 1970
rows-role-time = Zeit
rows-role-time-else = Zeit, wo die andere leer ist
rows-role-clock = Uhrzeit neben dem Datum
rows-role-zone = Zone der Zeit
rows-role-what = was geschah
rows-role-kind = was die Zeit davon sagt
rows-role-source = Quelle
rows-role-host = Rechner
rows-role-user = Konto
rows-role-level = Stufe
rows-role-tags = Schlagworte
rows-role-techniques = Kennungen aus ATT&CK und ATLAS
rows-role-extra = neben der Zeile
rows-told-nothing = nichts darin wurde erkannt
rows-told-chat = ihre Zeilen beginnen mit einer Zeit und einem Namen
rows-told-nearly = kein bekanntes Format hat diese Spalten; { $format } bräuchte noch { $columns }
rows-told-table = kein bekanntes Format hat diese Spalten
rows-told-json = JSON-Objekte, deren Felder die keines bekannten Formats sind
rows-told-bars = { $count ->
    [one] keine Kopfzeile, 1 Zelle zwischen Strichen, die erste eine Zahl von Sekunden
   *[other] keine Kopfzeile, { $count } Zellen zwischen Strichen, die erste eine Zahl von Sekunden
}
rows-told-columns = ihren Spalten: { $columns }
rows-told-members = ihren Feldern: { $columns }
rows-told-those = denen des Formats
rows-told-names = { $names }
rows-asks-zone = Zeiten ohne Zone, zuerst in Zeile { $line }: { $seen }; in welcher Zone das Werkzeug sie schrieb, steht nicht in der Datei
rows-asks-day = Tag und Monat lassen sich so oder so lesen, zuerst in Zeile { $line }: { $seen }
rows-asks-unit = Zeiten sind Zahlen seit 1970, deren Einheit nichts nennt, etwa { $seen }; nach ihrer Größe sind es { $unit }
rows-asks-columns = welche Spalte was enthält, ist nicht bekannt; die Spalten sind nach ihren Namen vorgeschlagen
rows-asks-form = die Zeiten sind in keiner bekannten Form geschrieben, zuerst in Zeile { $line }: { $seen }
rows-asks-encoding = Zeile { $line } ist in der Kodierung der Datei kein Text, und so vielleicht andere
rows-why-long = länger als { $limit } Bytes, das Längste, was als ein Datensatz gelesen wird; gezeigt ist ihr Anfang
rows-why-nul = enthält ein NUL-Byte: kein Text, oder Text anderer Kodierung
rows-why-no-text = kein Text in der Kodierung der Datei, ab Byte { $at }
rows-why-open-quote = ein Anführungszeichen wird geöffnet und nie geschlossen; schließen, oder die inneren verdoppeln
rows-why-stray-quote = Text nach dem schließenden Anführungszeichen von Spalte { $column }; die inneren verdoppeln
rows-why-columns = { $found ->
    [one] 1 Spalte
   *[other] { $found } Spalten
}, wo die Kopfzeile { $expected } hat
rows-why-no-json = kein JSON ab Byte { $at }
rows-why-no-object = JSON, aber kein Objekt
rows-why-formula = Spalte { $column } enthält eine Formel, und was sie zeigt, ist gerechnet; das Blatt nur mit Werten speichern
rows-why-no-chat = weder eine Nachricht noch der Rest der vorigen
rows-why-cut-short = die Datei endet mitten in diesem Datensatz; vielleicht wurde sie kopiert, während sie geschrieben wurde
rows-why-time-empty = ihre Zeit ist leer
rows-why-time-form = ihre Zeit ist nicht so geschrieben wie die dieser Datei
rows-why-time-none = eine solche Zeit hat weder Kalender noch Uhr
rows-why-time-range = ihre Zeit liegt außerhalb der Jahre 0000 bis 9999
rows-why-time-zone = ihre Zeit ist ohne Zone, und keine wurde angegeben; sie angeben
rows-why-time-zone-unknown = die Zone neben ihrer Zeit ist nicht sicher: Abkürzungen nennen mehrere; einen Versatz schreiben
rows-why-time-skipped = ihre Ortszeit gab es nie: die Uhren sprangen darüber; die angegebene Zone ist vielleicht falsch
rows-note-twice = eine Ortszeit, die es zweimal gibt (die Uhren gingen zurück); genommen ist die frühere
rows-note-timestamp = timestamp nennt einen anderen Zeitpunkt als datetime; genommen ist datetime
rows-note-far = ein Jahr vor 1971 oder nach 2099
rows-note-leap = Sekunde 60; gelesen als die erste der nächsten Minute
rows-note-short-year = Jahr mit zwei Ziffern; gelesen als eines dieses Jahrhunderts
rows-note-inside = Zeilen in ihren Anführungszeichen, die für sich Zeilen wären
rows-other-format = nach ihrem Inhalt ist die Datei { $found } ({ $found-code }), nicht { $wanted } ({ $wanted-code }), und wird deshalb nicht so gelesen
rows-other-format-needs = nach ihrem Inhalt ist die Datei { $found } ({ $found-code }), nicht { $wanted } ({ $wanted-code }), und wird deshalb nicht so gelesen; { $wanted } braucht: { $needs }
rows-file-empty = die Datei ist leer; es gibt nichts zu lesen; prüfen, ob sie ganz kopiert wurde
rows-file-zip = die Datei ist ein Zip-Archiv, das von hier nicht gelesen wird; auspacken und die Datei darin übernehmen
rows-file-workbook = die Datei ist eine Arbeitsmappe, die von hier nicht gelesen wird; über ihren Pfad übernehmen oder ihr Blatt als CSV speichern
rows-file-packed-twice = die Datei ist zweimal gepackt; einmal auspacken und übernehmen, was herauskommt
rows-file-utf32 = die Datei ist UTF-32, das nicht gelesen wird; als UTF-8 speichern und das übernehmen
rows-file-blank = die Datei enthält nur Leerraum; es gibt nichts zu lesen; prüfen, ob sie ganz kopiert wurde
rows-file-no-column = keine Spalte darin heißt { $name }; es gibt: { $columns }
rows-file-bomb = { $packed ->
    [one] 1 Byte
   *[other] { $packed } Bytes
} der gepackten Datei wurden mehr als { $unpacked ->
    [one] 1 Byte
   *[other] { $unpacked } Bytes
}; so packt sich kein Log, darum endete das Lesen; von Hand auspacken und erst ansehen
rows-file-unreadable = die Datei lässt sich nicht bis zum Ende lesen ({ $error }); was gelesen wurde, sagt nichts über den Rest; neu kopieren und den Digest mit dem des Originals vergleichen
rows-file-changed = die Datei änderte sich beim Lesen ({ $changes }); was von ihr gesagt wurde, passt zu keinem der beiden Stände; eine Kopie anlegen, in die niemand schreibt, und diese ansehen
rows-file-stopped = vor dem Ende der Datei angehalten; nichts wurde aufgezeichnet, neu beginnen, wenn Zeit ist
rows-file-source = { $problem }
rows-archive-damaged = das Archiv ist beschädigt, verschlüsselt oder so gepackt, wie es nicht gelesen wird ({ $error }); mit dem Werkzeug auspacken, das es erstellte, und die Datei darin übernehmen
rows-archive-empty = das Archiv enthält keine Datei; es gibt nichts zu lesen; prüfen, ob es ganz kopiert wurde
rows-archive-several = { $count ->
    [one] das Archiv enthält 1 Datei: { $names }
   *[other] das Archiv enthält { $count } Dateien: { $names }
}; welche gemeint ist, ist nicht bekannt; auspacken und eine nach der anderen übernehmen
rows-archive-more = { $names } und { $more } weitere
rows-archive-names = { $names }
rows-archive-macros = die Arbeitsmappe enthält Makros, Programme, die keine Zeitachse braucht; als .xlsx ohne Makros speichern oder ihr Blatt als CSV
rows-archive-links = die Arbeitsmappe verweist auf andere Dateien, ihre Zellen sind also nicht ihre eigenen; die Verweise lösen und speichern, oder ihr Blatt als CSV speichern
rows-archive-workbook = die Arbeitsmappe lässt sich nicht lesen ({ $error }); in einer Tabellenkalkulation öffnen und ihr Blatt als CSV speichern
