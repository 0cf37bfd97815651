# Screen text: forms, lists over the panes, messages of the console, the welcome screen.

exercise = ÜBUNG

welcome-title = warroom
welcome-words = Kein Fall ist geöffnet. Alles funktioniert ohne Netz.
welcome-declare = einen Vorfall ausrufen
welcome-open = einen Fall öffnen
welcome-import = einen Fall lesen, der als Ordner kam
welcome-exercise = die Übung ausprobieren
welcome-assess = ein unklares Ereignis aufschreiben
welcome-quit = beenden
welcome-keys = Enter wählen   { KEY("palette", ":") } Befehl   { KEY("help", "?") } Hilfe

# Titles of forms, one for each command that records.
title-log = Eine Zeile schreiben
title-correct = Eine Zeile berichtigen
title-strike = Einen Eintrag streichen
title-judge = Bestätigt, vermutet oder widerlegt
title-explain = Warum es spät kam
title-call = Ein Anruf
title-answer = Was der Anruf ergab
title-silence = Einen Alarm stummschalten
title-assign = Eine Rolle zuweisen
title-relieve = Von einer Rolle entbinden
title-vacant = Eine Rolle unbesetzt lassen
title-ratify = SIRO genehmigt Pflichtenkonflikte
title-person = Eine Person für die Besetzung
title-correct-person = Angaben in der Besetzung berichtigen
title-take = Einen Schritt in Arbeit nehmen
title-proof = Nachweis anhängen
title-transcript = Ein anderswo erstelltes Transkript anhängen
title-verify-step = Einen Schritt als zweite Person bestätigen
title-skip = Einen Schritt auslassen
title-procedure = Ein Verfahren in Anwendung nehmen
title-approval = Eine Freigabe übernehmen
title-add-step = Einen Schritt hinzufügen
title-approve = Verfahren freigeben
title-approve-regime = Einträge des Rechtsregisters freigeben
title-retire = Ein Verfahren außer Kraft setzen
title-enrol = Einen Schlüssel registrieren
title-withdraw = Einen Schlüssel zurückziehen
title-acknowledge = Eine Person nimmt eine Rolle an
title-test-call = Eine Nummer wurde probeweise angerufen
title-plan = Eine Übung planen
title-held = Eine Übung wurde abgehalten
title-exhibit = Ein Asservat erfassen
title-describe = Mehr zu einem Asservat sagen
title-recheck-every = Wie oft Hashwerte neu berechnet werden
title-claim = Ein von anderen angegebener Hashwert
title-accept-loss = Akzeptieren, was einem Abbild fehlt
title-rehash = Einen Hashwert neu berechnen
title-acquire = Ein Abbild von Platte oder Datei erstellen
title-locate = Eine verschobene Datei finden
title-release = Übergabe: abgeben
title-accept = Übergabe: annehmen
title-custody = Ereignis der Verwahrung
title-regime = Gilt diese Meldepflicht
title-assessment = Rechtsfragen
title-condition = Gilt diese Frist
title-scope = Wer wir sind, was der Fall berührt
title-count-with = Womit eine Frist gerechnet wird
title-profile = Wer die Organisation ist
title-withdraw-regime = Eine Freigabe im Rechtsregister zurückziehen
title-clock = Eine Frist in Gang setzen
title-sent = Eine Meldung wurde gesendet
title-draft = Eine Meldung beginnen
title-fill = Einen Punkt einer Meldung beantworten
title-approve-notice = Eine Meldung freigeben
title-memo = Vermerk, warum nicht oder noch nicht
title-why-late = Warum eine Meldung verspätet ist
title-count = Die Personen zählen
title-reviewed = Ein Vermerk wurde erneut betrachtet
title-tell = Ob jemand benachrichtigt wird
title-told = Jemand wurde benachrichtigt
title-supplier-notice = Ein Dienstleister meldete uns eine Verletzung
title-breach = Die Verletzung in Worten
title-moment = Einer der vier Zeitpunkte
title-effect = Eine Auswirkung
title-remedy = Eine Abhilfemaßnahme
title-risk = Das Risiko für Personen
title-lesson = Eine Lehre
title-declare = Einen Vorfall ausrufen
title-assess = Ein Ereignis bewerten
title-amend = Die Ausrufung ergänzen oder ändern
title-end = Ohne Abschluss beenden
title-solo = Alleiniger Beginn
title-catch-up = Späte Zeilen nachtragen
title-catch-up-end = Nachtragen beenden
title-keys = Wer an der Tastatur ist
title-clock-check = Was zeigt eine Referenzuhr
title-clock-skip = Den Uhrenvergleich übergehen
title-safety-copy = Datenträger für die Sicherungskopie benennen
title-safety-end = Ab hier keine Sicherungskopie
title-settle = Klären, worin sich zwei Laptops widersprechen
title-admit = Einen zweiten Laptop zulassen
title-contain = Was eingedämmt wurde
title-outside-test = Test von außen
title-capture = Eine Quelle wurde gesichert
title-give-up = Eine Quelle aufgeben
title-reboot = Ein Host wurde neu gestartet
title-hand-over = Eine Rolle übergeben
title-roll-call = Anwesenheit feststellen
title-not-applicable = Eine Maßnahme ist nicht anwendbar
title-excise = Endgültig entnehmen
title-as-known = Alles zeigen, wie es damals bekannt war
title-filter = Die Zeitleiste filtern

# Sessions that were cut off
session-adopted = eine abgerissene Sitzung für { $step } wurde als Eintrag { $record } übernommen
session-not-adopted = eine abgerissene Sitzung für { $step } konnte nicht übernommen werden: { $why }

# Playing a recorded session
replay-plays = { $at } von { $length }  { $size }   space anhalten   q Ende
replay-paused = { $at } von { $length }  { $size }  angehalten   space weiter   q Ende
replay-over = { $at } von { $length }  { $size }  zu Ende   q schließen
replay-part = (teilweise gezeigt)

# Bundles
bundle-differs = Dieses Bündel ist nicht, wie es erstellt wurde: { $what }

# Reading proofs
title-reader = Nachweise zu { $step }
reader-keys = Enter anführen   / suchen   n weiter   Left Right   Tab nächster   Esc zurück
reader-no-hit = Keine Zeile enthält { $words }
reader-of = { $n } von { $count }
reader-before = vorher
reader-empty = Die Datei ist leer.
reader-outside = Die Datei liegt außerhalb des Falls: Bekannt sind nur Pfad und Hashwert.
reader-altered = Die Bytes im Fall sind nicht die des eingetragenen Hashwerts: Sie werden nicht gezeigt. warroom verify sagt mehr.
reader-taken-out = Auf Anordnung entnommen.
reader-none = Diesem Schritt ist keine Datei angehängt; p hängt eine an
reader-no-step = Zuerst einen Schritt auswählen

editor-find = Suchen
editor-find-keys = Enter weiter   Up davor   Esc fertig
editor-find-around = vom anderen Ende des Textes weiter
editor-find-nowhere = nirgends in diesem Text
editor-foot = Ctrl-S eintragen   Ctrl-F suchen   Ctrl-_ rückgängig   Ctrl-R erneut   Ctrl-Y Geschnittenes einfügen   Esc zurück, Text bleibt
editor-foot-short = Ctrl-S eintragen   Ctrl-F suchen   Ctrl-_ rückgängig   Esc zurück, Text bleibt
form-foot = Enter eintragen   Tab weiter   Ctrl-X verwerfen   Esc zurück, Text bleibt
form-foot-look = Enter erst ansehen   Tab weiter   Ctrl-X verwerfen   Esc, Text bleibt
form-foot-several = Ctrl-S eintragen   F2 groß   Tab weiter   Ctrl-X verwerfen   Esc, Text bleibt
form-foot-short = Enter eintragen (zählt nicht)   Tab weiter   Ctrl-X verwerfen   Esc zurück
form-foot-several-short = Ctrl-S eintragen (zählt nicht)   F2 groß   Tab weiter   Ctrl-X weg   Esc
form-foot-blocked = Noch nicht eintragbar   Tab weiter   Ctrl-X verwerfen   Esc, Text bleibt
form-foot-lacks = Noch nicht: { $field }   Tab weiter   Ctrl-X verwerfen   Esc, Text bleibt
form-foot-reading = Datei wird gelesen ...   Esc abbrechen
form-foot-screen = Enter anwenden   Tab weiter   Esc zurück
form-restored = Entwurf wiederhergestellt
form-reads = { $time }

title-palette = Befehle
palette-keys = Enter ausführen   Esc zurück
palette-none = kein Befehl passt
title-help = Hilfe: { $place }
pane-everywhere = überall
help-reader = Nachweise eines Schritts
help-composer = Eine Meldung
help-reader-keys = Enter anführen   / suchen   n weiter   Auf/Ab Zeile   Links/Rechts rollen   Tab nächster   v anführen   Esc zurück
help-composer-keys = Enter schreiben   c anführen   p Text   d Fassungen   Links/Rechts Meldungen   v freigeben   n gesendet   s ergänzen   x Export   Ctrl-S eintragen   Esc zurück
help-keys = Esc zurück
title-needs = Was jetzt auf mich wartet
needs-keys = Enter dorthin   a klären   s stumm   Esc zurück
needs-none = nichts wartet auf jemanden; { KEY("palette", ":") } findet jeden Befehl
urgency-now = jetzt
urgency-soon = bald
urgency-waits = wartet
urgency-owed = fehlt
title-search = Suche
search-count = { $count } gefunden
search-empty = ein Wort, einen Namen, einen Schritt, einen Hashwert oder eine Eintragsnummer eingeben
search-none = nichts gefunden
hit-line = Zeile
hit-step = Schritt
hit-exhibit = Asservat
hit-person = Person
hit-deadline = Frist
title-messages = Hinweise
messages-none = bisher kein Hinweis; Esc geht zurück
title-question = Bitte antworten
title-to-read = Zu lesen
title-inject = Einlage der Übung
ask-quit = Es wird gerade ein Hashwert berechnet oder ein Abbild, ein Fallordner oder ein Schriftstück erstellt. Wenn Sie jetzt beenden, wird das abgebrochen: Ein Schriftstück ist nicht da, das Übrige wird als unterbrochen eingetragen.
ask-quit-keys = Enter bleiben   y beenden
ask-several = Sie haben { $lines } Zeilen eingefügt. Ein Eintrag oder ein Eintrag je Zeile?
ask-several-keys = o ein Eintrag   s mehrere Einträge   Esc keines von beiden
ask-read-keys = Enter gelesen
title-picker = Eine Datei auswählen
picker-keys = Enter wählen   Tab ergänzen   Ctrl-T verborgene   Esc zurück
picker-find = suchen
picker-directory = Verzeichnis
picker-other = keine Datei
picker-cut = mehr vorhanden als gezeigt: tippen zum Eingrenzen
picker-withheld = { $count ->
    [one] 1 Name aus einem zurückgehaltenen Eintrag ist weggelassen
   *[other] { $count } Namen aus zurückgehaltenen Einträgen sind weggelassen
}
picker-not-found = diese Datei oder dieses Verzeichnis gibt es nicht
picker-not-allowed = Sie dürfen dieses Verzeichnis nicht lesen
picker-unreadable = dieses Verzeichnis ist nicht lesbar
title-cases = Einen Fall öffnen
cases-keys = Enter öffnen   Esc zurück
cases-none = auf diesem Laptop ist kein Fall; rufen Sie einen Vorfall aus oder starten Sie warroom mit dem Pfad einer Falldatei

title-level = Wer den Bildschirm sehen darf
level-keys = Enter wählen   Esc zurück
level-is = jetzt gezeigt
level-now = gezeigt bis { $mark }; { $count ->
    [0] nichts ist zurückgehalten
    [one] 1 Eintrag ist zurückgehalten, Zustände sind ohne ihn berechnet
   *[other] { $count } Einträge sind zurückgehalten, Zustände sind ohne sie berechnet
}
ask-raise = Einträge bis { $mark } zeigen? { $count ->
    [0] Kein weiterer Eintrag wird dann lesbar, nur Erreichbarkeiten.
    [one] Alle, die den Bildschirm sehen, können dann 1 Eintrag mehr lesen.
   *[other] Alle, die den Bildschirm sehen, können dann { $count } Einträge mehr lesen.
}
ask-raise-keys = y zeigen   Enter bleiben
drafts-above = { $count ->
    [one] 1 Entwurf wartet
   *[other] { $count } Entwürfe warten
} auf eine höhere Stufe des Bildschirms ({ KEY("level", "S") })
let-go = Ein Eintrag, der hier zu lesen war, ist jetzt zurückgehalten; was über den Bereichen lag, ist geschlossen. Getipptes bleibt erhalten{ $count ->
    [0] { "" }
    [one] ; 1 Entwurf wartet auf eine höhere Stufe des Bildschirms ({ KEY("level", "S") })
   *[other] ; { $count } Entwürfe warten auf eine höhere Stufe des Bildschirms ({ KEY("level", "S") })
}.
ring-withheld = etwas drängt, das auf dieser Stufe zurückgehalten ist; mit { KEY("level", "S") } höher stellen, um es zu lesen
job-withheld = eine Arbeit an einem Asservat, das auf dieser Stufe zurückgehalten ist, ist zu Ende; mit { KEY("level", "S") } höher stellen, um das Ergebnis zu lesen
ring-clock-withheld = eine auf dieser Stufe zurückgehaltene Frist hat eine Schwelle überschritten; mit { KEY("level", "S") } höher stellen, um sie zu lesen
room-missing = der Grund ist auf dieser Stufe des Bildschirms zurückgehalten
room-next = Mit { KEY("level", "S") } höher stellen, um ihn zu lesen.
room-missing-privileged = warum, ist zurückgehalten: es beruht auf anwaltlich Geschütztem
room-next-privileged = Nur die Freigabe durch die Rechtsberatung (release-privilege) zeigt es, auf welcher Stufe auch immer.
blank-keys = jede Taste zeigt den Bildschirm auf seiner untersten Stufe

lock-line = Passwort: ____________
lock-line-typing = Passwort: ************
lock-type = Gesperrt. Passwort eingeben, Enter.
lock-asked = Das Passwort zeigt mehr. Enter; Esc geht zurück.
lock-checking = wird geprüft ...
lock-wrong = Das ist nicht das Passwort. Noch einmal eingeben, Enter.
lock-wait = Das ist nicht das Passwort. Der nächste Versuch gilt in { $seconds } s.
lock-entered = Eingegeben. In { $seconds } s wird es geprüft; Esc nimmt es zurück.

recorded = eingetragen: { $record }
recorded-note = eingetragen: { $record }; Hinweis: { $missing } ({ $rule }). { $next }
recorded-owed = eingetragen: { $record }, und es zählt; es fehlt: { $missing } ({ $rule }). { $next }
recorded-short = eingetragen: { $record }; zählt nicht: { $missing } ({ $rule }). { $next }
recorded-several = { $count } Zeilen eingetragen
recorded-several-short = { $count } Zeilen eingetragen; zählt nicht: { $missing } ({ $rule })
recorded-part = { $count ->
    [one] eine Zeile eingetragen
   *[other] { $count } Zeilen eingetragen
}, { $left ->
    [one] eine Zeile bleibt
   *[other] { $left } Zeilen bleiben
} im Feld, nicht eingetragen
recording-several = Zeile { $done } von { $all } wird eingetragen.
recording-several-keys = Esc anhalten, der Rest bleibt im Feld
no-ring = hierfür gibt es keinen Alarm
ring-clock = { $name }: { $threshold } (Alarm { $ring })
own-procedure = eigenes Verfahren: { $what }
book-taken = { $count ->
    [one] eine Person
   *[other] { $count } Personen
 } aus dem Adressbuch in die Besetzung übernommen
not-recorded = nicht eingetragen: { $what } ({ $rule }). { $next }
drafts-kept = Entwürfe aufbewahrt: { $forms }; das wieder geöffnete Formular enthält den Text
read-only = Dieser Fall ist lesbar, eintragen lässt sich nichts: { $why }
journal-broken = Das Journal besteht die Prüfung nicht: { $what }. Gefundene Probleme: { $count }. Was lesbar ist, wird gezeigt. Führen Sie warroom verify für den Fall aus, lassen Sie diese Datei unberührt und arbeiten Sie in einer Kopie weiter, falls es eine gibt.
ring = { $what } (Alarm { $ring })
no-shell = es gibt keine Shell, in die zurückgekehrt werden kann
again-quits = kein Vorgang läuft; nochmals Ctrl-C beendet
theme-now = Farbschema { $name }
print-written = Geschrieben: { $names } in { $path }
print-nothing = Es gibt kein Asservat für ein Formular
print-no-memo = Über diese Frist liegt kein Vermerk vor
mouse-on = Maus an; { KEY("mouse", "F9") } gibt die Textauswahl an das Terminal zurück
mouse-off = Maus aus
mouse-none = Dieses Terminal hat keine Maus, die sich auslesen ließe; die Tasten können alles.
copied = In die Zwischenablage des Terminals, falls es sie annimmt: { $words } ({ $size } Bytes)
copy-none = Nichts ist ausgewählt: Es gibt nichts zu kopieren
copy-no-clipboard = Nicht kopiert: Dieses Terminal hat keine Zwischenablage, die ein Programm erreicht. `warroom show` gibt dasselbe aus, in eine Datei oder seitenweise.
copy-too-long = Nicht kopiert: { $size } Bytes sind mehr, als Terminals annehmen ({ $most }). `warroom show` gibt dasselbe aus.
hash-done = SHA-256 von { $label } berechnet und eingetragen
hash-differs = ! SHA-256 von { $label } berechnet: Er weicht von dem zuvor angegebenen oder berechneten ab
hash-differs-at = ! SHA-256 von { $label } berechnet: Er weicht ab; die geänderten Bytes liegen in { $ranges } (erstes Byte + Länge)
hash-missing = { $label }: Die Datei ist nicht, wo sie war, und das ist eingetragen. Wurde sie verschoben, findet locate (Taste { KEY("locate", "F") }) sie anhand von Größe und Hashwert.
located = { $label } gefunden: { $path }; wird geprüft
not-located = { $label } ist nicht da: { $looked } Verzeichniseinträge durchgesehen, keiner hat Größe und Hashwert
not-located-all = { $label } wurde nicht gefunden, aber nicht alles war lesbar: { $looked } Verzeichniseinträge durchgesehen, { $unreadable } nicht lesbar
locate-cancelled = die Suche nach { $label } wurde nach { $looked } Verzeichniseinträgen abgebrochen
nothing-to-locate = { $label } hat keinen berechneten Hashwert, mit dem es zu finden wäre; die Datei in rehash nennen
job-dropped = { $label } wartet nicht mehr; es war noch nichts gelesen
job-paused = { $label } ist angehalten; dieselbe Taste lässt es weiterlaufen
job-goes-on = { $label } läuft weiter
no-job = kein Vorgang läuft
no-algorithm = { $name } ist keines von sha512, blake3, md5, sha1
rehash-queued = { $count ->
    [0] kein Asservat hat jetzt einen Hashwert zu berechnen
    [one] ein Hashwert wird berechnet
   *[other] { $count } Hashwerte werden berechnet, mehrere zugleich
}
hash-none = kein Hashwert für { $label }: { $why }
image-waits = Abbild von { $source } wartet: ein Leser zur Zeit bei einer rotierenden Platte; es beginnt von selbst
image-looking = Quelle und Ziel werden betrachtet; noch wird nichts gelesen oder geschrieben
image-whole = Abbild von { $source } vollständig: jedes Byte gelesen, geschrieben und zurückgelesen; es ist jetzt ein Asservat
image-incomplete = ! Das Abbild von { $source } ist UNVOLLSTÄNDIG: { $count ->
    [one] ein Bereich war
   *[other] { $count } Bereiche waren
} nicht lesbar, dort stehen Nullen. Es ist keine Kopie der Quelle. Die Karte steht im Log daneben.
image-none = ! Es gibt kein Abbild von { $source }: { $why }. Was bis dahin geschrieben wurde, heißt .partial.
image-state = { $state }
image-unreadable = { $source }, { $bytes } Bytes nicht lesbar
no-file = { $label } hat keine Datei auf angeschlossenen Datenträgern; im Feld Pfad eine nennen
no-exhibit = es gibt kein Asservat { $label }
selftest-failed = Der Selbsttest ist fehlgeschlagen: { $checks }. Auf Hashwerte und Signaturen, die dieses Programm auf diesem Rechner erstellt, ist kein Verlass; verwenden Sie eine andere Kopie des Programms.
chain-saved = Kette { $head }  gesichert
chain-read-only = Kette { $head }  nur lesen
saved-short = gesichert
not-saved = NICHT GESICHERT
read-only-short = nur lesen
window = warroom { $codename }
window-exercise = ÜBUNG warroom { $codename }

# Words of the footer, one for each command with a key.
short-log = neu
short-correct = Korrektur
short-strike = streichen
short-judge = Status
short-explain = warum spät
short-call = anrufen
short-answer = Antwort
short-assign = zuweisen
short-relieve = entbinden
short-vacant = unbesetzt
short-person = Person
short-correct-person = Korrektur
short-take = beginnen
short-proof = Nachweis
short-transcript = Transkript
short-verify-step = bestätigen
short-skip = auslassen
short-procedure = Verfahren
short-add-step = + Schritt
short-exhibit = neu
short-describe = Angaben
short-claim = angegeben
short-rehash = Hash neu
short-accept-loss = Verlust akz.
short-acquire = Abbild
short-locate = finden
short-release = abgeben
short-accept = annehmen
short-custody = Verwahrung
short-regime = gilt
short-assessment = bewerten
short-condition = gilt
short-clock = Beginn
short-sent = gesendet
short-draft = Entwurf
short-approve-notice = freigeben
short-memo = Vermerk
short-why-late = warum spät
short-others = mitteilen
short-breach-register = Register
short-declare = ausrufen
short-amend = Angaben
short-copy = kopieren
short-copy-detail = alles kopieren
short-keys = Tastatur
short-clock-check = Uhr
short-needs = zu tun
short-help = Tasten
short-palette = Befehl
short-search = Suche
short-graph = Grafik
short-open = öffnen
short-zoom = Zoom
short-back = zurück
short-next-pane = nächster
short-previous-pane = voriger
short-timeline = Zeitleiste
short-roster = Besetzung
short-checklist = Checkliste
short-evidence = Asservate
short-deadlines = Fristen
short-down = abwärts
short-up = aufwärts
short-page-down = Seite ab
short-page-up = Seite auf
short-detail-down = Detail ab
short-detail-up = Detail auf
short-first = Anfang
short-last = Ende
short-sort = sortieren
short-as-known = Stand vom
short-filter = Filter
short-contain = eindämmen
short-outside-test = Test
short-hand-over = übergeben
short-roll-call = Anwesenheit
short-audit = Audit
short-watch = Ablösung
short-call-out = Alarm
short-sources = Quellen
short-bundle = Bündel
short-read = lesen
short-custody-form = Formular
short-files = Datei
short-first-steps = Erstschritte
short-open-case = Fall öffnen
short-cancel-job = Abbruch
short-pause-job = anhalten
short-messages = Hinweise
short-theme = Farben
short-mouse = Maus
short-redraw = Neuaufbau
short-suspend = zur Shell
short-quit = beenden

offset-not-read = { $field } ist nicht lesbar: { $typed }
offset-not-read-next = Als +90s, -2m, 1.5h oder +00:01:30 eingeben
digest-empty = Es ist keine Ziffer darin
digest-too-long = Das ist für einen Hashwert viel zu lang
digest-not-hex = Zeichen { $at } ({ $found }) ist keine Hexadezimalziffer
digest-not-hex-next = In der Quelle noch einmal nachlesen: 0 statt O, 1 statt l
digest-length = { $digits } Ziffern, wo ein { $meant } { $wanted } hat: Ziffern fehlen oder sind doppelt
digest-length-of = { $digits } Ziffern hat ein { $other }, ein { $meant } hat { $wanted }
digest-other-algorithm = Er nennt selbst { $named }, und gefragt war { $meant }
digest-next = Vollständig aus Formular oder Werkzeug kopieren; ein Hashwert eines anderen Algorithmus als SHA-256 wird mit claim eingetragen
digest-of-nothing = Das ist der { $algorithm } von nichts: Was ihn ausgab, hatte keine Daten gelesen
digest-of-nothing-next = Den Hashwert des Asservats erneut berechnen lassen
claim-zeros = Das ist der Hashwert von { $size } Nullen: Ein Werkzeug, das seine Quelle nicht lesen konnte, schreibt ein solches Abbild
claim-zeros-next = Das Abbild selbst ansehen und das, was das Log über ungelesene Sektoren sagt
nothing-attached = Nichts ist beigelegt: Es hieße, der Schritt sei getan, und nichts zeigte es
nothing-attached-next = Eine Datei nennen, die Worte eintippen oder einfügen, oder einen Eintrag oder ein Asservat anführen
did-you-mean = Gemeint sein kann { $names }; { $typed } steht nicht in der Besetzung. { $next }
not-found-next = Anzugeben ist { $form }, zum Beispiel { $examples }; was noch fehlt, wird zuerst eingetragen
record-unfit = { $field }: Eintrag { $record } gibt es in diesem Fall, er ist aber von anderer Art, als hier gefragt ist
record-unfit-next = Anzugeben ist { $form } der passenden Art, zum Beispiel { $examples }; die Zeitleiste zeigt sie
time-not-read = { $field } ist nicht als Zeit lesbar: { $typed }
time-not-read-next = Als 14:05, 14.05, -10m, yesterday 23:10 oder 2026-11-21 02:10 eingeben, mit der Zeitzone dahinter, falls es eine andere ist
time-zone-unknown = { $field } nennt keine Zone, die sicher feststeht: { $typed }
time-zone-unknown-next = Hinter der Zeit Z, einen Abstand wie +02:00 oder einen Namen wie Europe/Berlin angeben; Buchstaben wie CEST bedeuten mehrere Zonen und gelten nur, wo es die des Lagezentrums zu dieser Zeit sind
time-no-such-date = { $field } nennt einen Tag, den der Kalender nicht kennt: { $typed }
time-no-such-date-next = Tag, Monat und Jahr prüfen
time-not-twice = { $field } gibt es nur einmal, also ist nichts zu wählen: { $typed }
time-not-twice-next = Den Buchstaben a oder b dahinter weglassen
no-approval = Die Datei der Organisation enthält keine Freigabe des Textes von { $id }, die dieser Fall nicht schon hat
no-approval-next = Zuerst dort freigeben: warroom procedure approve { $id } --by NAME

# As known at an instant
as-known-banner = KENNTNISSTAND { $at } - Esc kehrt zurück
as-known-day = { $weekday } { $date }
as-known-now = jetzt { $at }
as-known-which = Entweder einen Zeitpunkt oder einen Eintrag angeben
as-known-reading = Das Journal wird gelesen, soweit es damals gekommen war
as-known-shown = Aus { $records ->
    [one] 1 Eintrag
   *[other] { $records } Einträgen
 } bis dahin; { $later ->
    [0] später kam keiner
    [one] 1 späterer ist ausgelassen
   *[other] { $later } spätere sind ausgelassen
 }
as-known-left = Zurück in der Gegenwart
title-finding = Was es ermöglicht hat
title-quote = Die Worte zitieren, die es zeigen
title-find-quote = Ein Zitat erneut suchen
title-review-finding = Einen Befund gegenlesen
quote-elsewhere = Die Worte stehen nicht bei { $place }; sie stehen bei { $instead }
quote-no-place = { $place } gibt es in dieser Datei nicht
place-not-read = { $typed } ist keine Stelle in einer Datei
place-not-read-next = line 12, lines 12-14, bytes 4096-4200, frame 12, event 4711 oder COMMIT:path:12 angeben
place-line = Zeile { $line }
place-lines = Zeilen { $from }-{ $to }
place-bytes = Bytes { $from }-{ $to }
place-frame = Frame { $frame }
place-event = Ereignis { $event }
place-commit = { $commit }
as-known-no-record = Nicht begonnen: Diese Zeile wird gezeigt, wie sie damals bekannt war, und kann jetzt anders lauten. Esc kehrt zum Jetzt zurück; dort die Taste noch einmal drücken.

# After the incident
title-review = Die Nachbereitung des Vorfalls
title-review-lesson = Eine Lehre zu einer Maßnahme
title-action = Eine Maßnahme aus der Nachbereitung vereinbaren
title-change-action = Eine Maßnahme aus der Nachbereitung ändern
title-action-progress = Fortgang einer Maßnahme aus der Nachbereitung
title-verify-action = Nachsehen, ob eine Maßnahme erledigt wurde
title-no-action = Warum nichts zu tun ist
title-confirm-step = Einen Behebungsschritt bestätigen
title-residual-risk = Ein Risiko, das bleibt
title-sign-report = Wer den Bericht unterzeichnet hat
title-close = Den Fall abschließen
title-reopen = Den Fall wieder öffnen
report-made = Der Abschlussbericht ist im Fall; lassen Sie ihn lesen und unterzeichnen
print-no-report = Noch wurde kein Abschlussbericht erstellt
title-export = Den Fallordner exportieren
short-export = Export
question-more = und { $lines } weitere Zeilen; zum Lesen das Fenster höher machen
ask-export-keys = Enter schreiben   Esc zurück zum Formular
medium-offer = { $bus } { $name }, { $fs }, { $free } frei von { $total }
export-looking = das Ziel wird betrachtet; noch wird nichts geschrieben
export-writing = der Fallordner wird geschrieben; Ctrl-C bricht ab
export-runs = Ein Export wird gerade geschrieben; warten oder mit Ctrl-C abbrechen
export-done = Der Fallordner ist auf dem Datenträger, zurückgelesen und signiert: { $folder }. SHA-256 seines Tag-Manifests: { $digest }. Hängen Sie den Datenträger aus, bevor Sie ihn abziehen.
export-done-memory = Der Fallordner ist geschrieben und signiert: { $folder }. SHA-256 seines Tag-Manifests: { $digest }. Was zurückgelesen wurde, kann aus dem Arbeitsspeicher gekommen sein: Hängen Sie den Datenträger aus, ziehen Sie ihn ab, stecken Sie ihn wieder ein und führen Sie `warroom verify` für den Ordner aus.
export-unreleased = Keine Abgabe ist eingetragen: Niemand hat die Rolle, die Beweismittel verwahrt, und niemand wurde genannt. Bei der Übergabe: release { $exhibit }.
export-done-sealed = Der Fallordner ist auf dem Datenträger, versiegelt in einer Datei: { $folder }. SHA-256 dieser Datei: { $digest }. Sie öffnet sich mit `warroom unseal` und dem angegebenen Schlüssel oder der Passphrase, mit nichts anderem. Hängen Sie den Datenträger aus, bevor Sie ihn abziehen; `warroom verify` für die Datei prüft sie.
export-cancelled = Export { $name } abgebrochen; nichts davon liegt auf dem Datenträger
export-failed = ! EXPORT FEHLGESCHLAGEN ({ $step }): { $why } ({ $path }). Was geschrieben wurde, liegt dort als { $left }, unsigniert, und weist nichts nach. Vertrauen Sie diesem Datenträger nicht mehr; exportieren Sie auf einen anderen.
export-failed-here = ! EXPORT FEHLGESCHLAGEN ({ $step }): { $why } ({ $path }). Was geschrieben wurde, liegt dort als { $left }. Bringen Sie das auf diesem Laptop in Ordnung und exportieren Sie erneut.
title-new-station = Ein neuer Schlüssel für diesen Laptop
title-merge = Aufnehmen, was ein anderer Laptop schrieb
short-merge = aufnehmen
title-import = Einen Fall aus einem Fallordner lesen
copy-folder = Fallordner, Export { $number } von { $codename }, bis { $mark }, erstellt { $at }
copy-file = Falldatei, { $size }
merge-what = Die andere Kopie nennen: ihre Falldatei oder einen Fallordner
merge-runs = Eine andere Kopie wird gerade aufgenommen; warten Sie
merge-looking = die andere Kopie wird gelesen und geprüft; nichts wird aufgenommen, bevor alles die Prüfung besteht
merged-nothing = Nichts Neues: Alles, was die andere Kopie enthält, war hier.
merged-taken = Aufgenommen: Zeilen { $lines } ({ $chains }), Anlagen { $attachments }.
merged-attachments = Aufgenommen: Anlagen { $attachments }; keine neue Zeile.
merged-taken-out = Auch hier entnommen, wie dort angeordnet: Inhalte { $count }.
merged-clashes = Zu klären: { $count }. Darin widersprechen sich die beiden Laptops; `{ KEY("needs", "!") }` listet es auf.
merged-waiting-own = Dieser Laptop ({ $station }, Schlüssel { $fingerprint }) ist zum Fall nicht zugelassen: { $lines ->
    [one] seine Zeile wird aufbewahrt und zählt
   *[other] seine { $lines } Zeilen werden aufbewahrt und zählen
} nicht, bis ein Laptop ihn zulässt, dessen Kette zählt.
merged-waiting = Station { $station } ist nicht zugelassen: { $lines ->
    [one] ihre Zeile wird aufbewahrt und zählt
   *[other] ihre { $lines } Zeilen werden aufbewahrt und zählen
} nicht. Lassen Sie sich den Fingerabdruck am Telefon vorlesen; nur wenn er { $fingerprint } lautet, lassen Sie die Station zu.
merged-fork = Eine Gabelung: Kette { $station } hat zwei Zeilen mit der Nummer { $line }, also wurde der Laptop geklont oder zurückgesetzt, oder jemand hat manipuliert. Beide Zweige werden aufbewahrt, und ab dieser Zeile zählt keiner. Finden Sie heraus, welcher Laptop welchen geschrieben hat, und tragen Sie von einem Laptop, dessen Kette zählt, erneut ein, was zählen muss.
merged-fork-own = Eine Gabelung: Die Kette dieses Laptops ({ $station }) hat zwei Zeilen mit der Nummer { $line }, also wurde er geklont oder zurückgesetzt, oder jemand hat seinen Schlüssel. Beide Zweige werden aufbewahrt, und ab dieser Zeile zählt keiner. Geben Sie diesem Laptop mit `warroom new-station` einen neuen Schlüssel für diesen Fall, lassen Sie ihn zulassen und tragen Sie erneut ein, was zählen muss.
merged-still-withheld = Inhalte, die die andere Seite hat und die in dieser Kopie zurückgehalten bleiben: { $count }. Um sie zu lesen, die Datei der anderen Seite öffnen.
by-hand-admit = Sagen Sie zuerst, wie der Fingerabdruck verglichen wurde: phone, side-by-side oder paper; `not`, wo es niemand tat. Noch nicht eingetragen.
station-waits = Station { $station } ist nicht zugelassen: Ihre Zeilen warten; `{ KEY("needs", "!") }` lässt sie zu, wenn ihr Fingerabdruck verglichen ist, { $fingerprint }
station-waits-own = dieser Laptop ist nicht zum Fall zugelassen: Was er einträgt, wartet, bis ein Laptop, der zählt, Station { $station } zulässt, Fingerabdruck { $fingerprint }
imported = Der Ordner hat die Prüfung bestanden und ist jetzt ein Fall dieses Laptops: Zeilen { $lines }, Anlagen { $attachments }. Vergleichen Sie den Fingerabdruck seines Signierschlüssels mit dem Papierformular: `warroom verify FOLDER`.
imported-withheld = Der Ordner hält { $count ->
    [one] 1 Inhalt zurück, der nie hierher kommt
   *[other] { $count } Inhalte zurück, die nie hierher kommen
}: der Fall sagt es überall, wo etwas zurückgehalten ist.
copy-withholds = Das ist eine Kopie des Falls, die { $count ->
    [one] 1 Eintrag zurückhält
   *[other] { $count } Einträge zurückhält
}: Was darin fehlt, ist hier nicht bekannt, und Zustände sind ohne das berechnet.
first-record-waits = dieser Laptop liest den Fall bisher nur: Was Sie eintragen, wird aufbewahrt und zählt, sobald ein Laptop, der zählt, Station { $station } zulässt (`admit`), Fingerabdruck { $fingerprint }
imported-not-admitted = Dieser Laptop ist nicht zum Fall zugelassen: Er kann ihn lesen. Was er einträgt, wird aufbewahrt und zählt, sobald ein Laptop, der zählt, ihn zulässt.
title-privilege = Einen Eintrag anwaltlich schützen
title-release-privilege = Rechtsberatung hebt Schutz eines Eintrags auf
title-hold = Eine Vernichtungssperre verhängen
title-lift-hold = Rechtsberatung hebt Vernichtungssperre auf

# The file of keys, keys.toml
keys-unread = { $path } ist nicht lesbar ({ $why }), also gelten die üblichen Tasten
keys-no-toml = { $place }: Das ist kein TOML ({ $why }), also gelten die üblichen Tasten. Berichtigen Sie die Zeile und starten Sie neu.
keys-no-place = { $place }: { $name } ist kein Ort; es gibt { $places }. Was darunter steht, bleibt weg.
keys-no-command = { $place }: Es gibt keinen Befehl { $name }; die Zeile bleibt weg. `warroom keys` listet sie auf.
keys-no-command-near = { $place }: Es gibt keinen Befehl { $name }; die Zeile bleibt weg. Gemeint sein kann: { $near }.
keys-no-list = { $place }: { $name } braucht eine Taste in Anführungszeichen oder eine Liste davon; die üblichen Tasten gelten.
keys-no-key = { $place }: { $key } von { $name } ist keine Taste; schreiben Sie etwa a, ?, f5, ctrl-p oder shift-tab. Die üblichen Tasten gelten.
keys-always = { $place }: { $key } bedeutet immer { $means } und lässt sich { $name } nicht geben; die üblichen Tasten von { $name } gelten.
keys-same = { $place }: Ein Terminal sendet { $key } als { $means }, also lässt es sich { $name } nicht geben; die üblichen Tasten von { $name } gelten.
keys-typed = { $place }: { $name } wirkt auch, während jemand tippt, und { $key } ist dort Text oder eine Taste der Formulare. Nehmen Sie eine Funktionstaste, die nicht F2, F3 oder F4 ist; die üblichen Tasten von { $name } gelten.
keys-palette = { $place }: { $name } behält die üblichen Tasten: Ohne Taste wären Befehle ohne Taste unerreichbar.
keys-taken = { $place }: { $key } für { $name } ({ $in }) ist schon die Taste von { $other } ({ $there }); { $name } behält dort die üblichen Tasten. Geben Sie einem der beiden eine andere.
keys-both = { $place }: { $key } steht für { $name } ({ $in }) und in { $second } für { $other } ({ $there }); beide behalten dort die üblichen Tasten. Geben Sie einem der beiden eine andere.
keys-more = { $count ->
    [one] Eine weitere Zeile gilt nicht, wie sie dasteht:
   *[other] { $count } weitere Zeilen gelten nicht, wie sie dastehen:
} siehe die Meldungen ({ KEY("messages", "M") }) oder `warroom keys --check`.
settings-more = { $count ->
    [one] Eine weitere Zeile gilt nicht, wie sie dasteht:
   *[other] { $count } weitere Zeilen gelten nicht, wie sie dastehen:
} siehe die Meldungen ({ KEY("messages", "M") }) oder `warroom ready`.
keys-in-everywhere = überall
keys-in-timeline = in der Zeitleiste
keys-in-roster = in der Besetzung
keys-in-checklist = in der Checkliste
keys-in-evidence = bei den Beweismitteln
keys-in-deadlines = bei den Fristen

# The console line by line
plain-hello = warroom, Zeile für Zeile. Tippen Sie einen Befehl, seine Taste oder Worte dafür; help listet sie auf, status sagt, wo Sie sind, quit beendet.
plain-welcome = d meldet einen Vorfall, o öffnet einen Fall, i liest einen Fallordner von einem Datenträger, e ist die Übung, a hält ein Ereignis fest, das vielleicht keiner ist, q beendet.
plain-status = { $exercise } { $codename }. Gezeigt bis { $level }{ $withheld ->
    [0] {""}
   *[other] , { $withheld } zurückgehalten
}. Am Gerät: { $who }. { $time }. { $needs ->
    [0] Nichts wartet auf Sie.
    [one] Eine Sache wartet auf Sie: needs.
   *[other] { $needs } Dinge warten auf Sie: needs.
}
plain-not-saved = NICHT GESPEICHERT: Was jetzt eingetragen wird, ginge verloren. { $why }
plain-closed = Der Fall ist geschlossen.
plain-past = Der Fall wird gezeigt, wie er zu einem Zeitpunkt bekannt war; back führt in die Gegenwart zurück.
plain-read-only = Dieser Fall ist lesbar, eintragen lässt sich nichts.
plain-needs = { $count ->
    [0] Nichts wartet auf Sie.
    [one] Eine Sache wartet auf Sie.
   *[other] { $count } Dinge warten auf Sie.
}
plain-new = Neu: { $words }
plain-rows = Zeilen { $from } bis { $to } von { $count }. Eine Nummer sagt alles zu einer Zeile; more und earlier listen weitere auf.
plain-no-row = Es gibt die Zeilen 1 bis { $count }.
plain-none = Nichts ist aufgeführt.
plain-help = Eine Nummer öffnet eine Gruppe oder beginnt einen Befehl, der Name eines Befehls beginnt ihn auch; back führt zu den Gruppen zurück, /leave verlässt die Hilfe.
plain-list-help = Eine Nummer öffnet einen Eintrag, eine leere Zeile sagt die Liste noch einmal, /leave führt zurück.
plain-find = Tippen Sie / und dahinter Worte, um im Fall zu suchen, oder Worte dafür, was Sie tun wollen.
plain-unknown = Kein Befehl heißt { $typed }, und keiner ist damit gemeint; help listet sie auf.
plain-drawn = Das betrifft einen gezeichneten Bildschirm: hier bewirkt es nichts. Ihr Terminal kopiert Text von sich aus.
plain-blank = Vom Fall wird nichts mehr gesagt, bis Sie tippen. Was gesagt wurde, steht weiter oben im Terminal: Löschen Sie es dort.
plain-form-help = Eine leere Zeile lässt ein Feld, wie es ist. /back geht zum Feld davor, /clear leert eines, /name trägt einen Namen ins Verzeichnis ein und kommt zurück, /done überspringt den Rest, /record trägt ein, /leave hebt den Text für später auf, /discard verwirft ihn, /quit beendet das Programm und hebt den Text auf. Ein \ vor einem solchen Wort macht es zu Text.
plain-several = Mehrere Zeilen: am Ende eine Zeile, in der nur ein Punkt steht.
plain-field = { $number } von { $count }: { $name }, { $need }
plain-required = erforderlich
plain-owed = erbeten
plain-optional = darf leer bleiben
plain-now = Es enthält: { $value }
plain-more = { $count } weitere: /more listet sie auf
plain-ask-record = /record oder ja trägt es ein, eine Nummer ändert das Feld, /leave hebt es für später auf.
plain-ask-short = Es lässt sich eintragen und zählt aus den Gründen oben nicht. /record oder ja trägt es ein, eine Nummer ändert das Feld, /leave hebt es für später auf.
plain-ask-blocked = So lässt es sich nicht eintragen. Eine Nummer ändert das Feld, /leave hebt es für später auf.
plain-ask-apply = /record oder ja wendet es an, eine Nummer ändert das Feld, /leave verlässt es.
plain-yes = ja, j, yes, y
plain-empty = leer
plain-no-field = Kein Feld, nach dem gefragt wird, hat die Nummer { $number }.
plain-looking = Für dieses Formular wird gerade etwas angesehen; warten Sie, was es ergibt, oder /leave.
plain-several-held = Getippte Zeilen ersetzen es; /add behält es und schreibt darunter weiter.
plain-kept = Das Getippte bleibt als Entwurf erhalten.
plain-no-form = Kein Formular ist offen: Dieses Wort gilt für Formulare. Tippen Sie einen Befehl oder help.
plain-nothing-to-leave = Nichts ist offen, das sich verlassen ließe; quit beendet das Programm.
plain-left = Verlassen: { $what }.
plain-left-kept = Verlassen: { $what }. Das Getippte bleibt für später erhalten.
plain-title-help = Hilfe
plain-title-question = die Frage
plain-title-briefing = die Seiten der Besprechung
plain-title-notice = Die Meldung
plain-title-page = die Seite

# Questions
plain-no = nein, n, no, back
plain-one = eine, one, o
plain-each = jede, each, several, s
plain-stop = halt, stop
plain-end = ende, end, e
plain-away = weg, away, leave
plain-write = schreiben, write, e
plain-roll = neu, roll, new
plain-read = gelesen, read
plain-delivered = überbracht, delivered, d
plain-later = später, later
plain-no-answer = Das ist keine Antwort auf die Frage.
plain-ask-quit = ja beendet trotzdem, nein bleibt.
plain-ask-several = eine für einen Eintrag, jede für einen Eintrag je Zeile, nein für keines von beiden.
plain-ask-recording = halt hört auf; der Rest bleibt im Feld.
plain-ask-export = ja schreibt den Ordner so, wie es hier gesagt ist, nein führt zum Formular zurück. Eine leere Zeile schreibt nichts.
plain-ask-raise = ja zeigt sie, nein lässt die Stufe, wie sie ist.
plain-ask-briefing = ende beendet sie und schreibt das Protokoll, weg verlässt die Seiten, während sie weitergeht, nein bleibt.
plain-ask-minutes = schreiben schreibt es jetzt, neu ruft zu einer neuen Besprechung auf, später sieht nur hinein.
plain-ask-minutes-leaving = schreiben schreibt es jetzt, weg verlässt die Seiten, nein bleibt.
plain-ask-shown = gelesen, sobald es gelesen ist.
plain-ask-inject = überbracht, sobald es überbracht ist, später lässt es weiter läuten.

# Pages
plain-walk-briefing = next und earlier blättern, eine Nummer von 1 bis 7 führt zu einer Seite, d hält eine Entscheidung fest, a ergänzt diese Seite; needs, level, search und messages gehen auch hier. Eine leere Zeile sagt die Seite noch einmal, /leave fragt, ob sie zu Ende ist.
plain-walk-asking = y, n und t antworten ja, nein und noch nicht; o gilt der Frist, a einem anderen Gesetz, p uns selbst. next und earlier blättern, eine leere Zeile sagt diese Seite noch einmal, /leave führt zurück.
plain-walk-reader = enter zitiert die Zeile, / mit Worten dahinter sucht sie, n sucht weiter, down und up gehen durch die Zeilen, next zeigt den nächsten Nachweis. Eine leere Zeile sagt die Seite noch einmal, /leave führt zurück.
plain-walk-phone = enter trägt es ein, next dreht es um. Eine leere Zeile sagt die Seite noch einmal, /leave führt zurück.
plain-walk-code = next zeigt den Prüfpunkt oder die Anfrage. Eine leere Zeile sagt die Seite noch einmal, /leave führt zurück.
plain-walk-picker = Tippen Sie den Pfad einer Datei oder einen aufgeführten Namen. Eine leere Zeile sagt die Liste noch einmal, /leave führt zurück.
plain-walk-page = next und earlier gehen hindurch. Eine leere Zeile sagt die Seite noch einmal, /leave führt zurück.
plain-last-page = Das ist die letzte Seite.
plain-first-page = Das ist die erste Seite.
plain-not-here = { $typed } versteht diese Seite nicht.
plain-briefing-page = { $title }, Seite { $number } von { $count }
plain-time = Es ist { $time }.
plain-due-in = { $words }: in { $hours ->
    [0] {""}
   *[other] { $hours } h{" "}
}{ $minutes } min
plain-late-by = { $words }: seit { $hours ->
    [0] {""}
   *[other] { $hours } h{" "}
}{ $minutes } min
plain-lasts = { $words }: { $hours ->
    [0] {""}
   *[other] { $hours } h{" "}
}{ $minutes } min lang
plain-at = { $words }: { $time }
plain-phase = Phase { $phase }, begonnen { $from }
plain-phase-over = Phase { $phase }, von { $from } bis { $to }

# Lists
plain-part = Einträge { $from } bis { $to } von { $count }: more und earlier listen andere auf.
plain-last-part = Das sind die letzten Einträge.
plain-first-part = Das sind die ersten Einträge.
plain-letters = Ein Buchstabe vor einer Nummer tut, was er sagt: { $letters }.
plain-no-entry = Es gibt die Einträge 1 bis { $count }.
plain-which-entry = Welcher Eintrag: { $letter } und seine Nummer tippen.
plain-not-in-list = { $typed } steht nicht in dieser Liste; /leave führt zurück.
plain-sign-owed = fehlt
plain-sign-done = erledigt
plain-sign-accepted = trotzdem angenommen
plain-answer-open = offen
plain-answer-part = teilweise
plain-answer-unknown = noch nicht bekannt
plain-answer-none = trifft nicht zu
plain-answer-done = beantwortet
plain-help-words = status sagt, wo Sie sind, needs, was wartet, clocks die Fristen; timeline, roster, checklist, evidence und deadlines listen ihre Zeilen auf; / mit Worten dahinter sucht; /leave führt zurück, quit beendet das Programm
plain-group = { $name }, { $count ->
    [one] ein Befehl
   *[other] { $count } Befehle
}
plain-group-words = Zeilen, Zeiten und was gesagt wurde
plain-group-response = Verfahren, Schritte und Personen
plain-group-cause = Wie es geschehen konnte
plain-group-evidence = Asservate und ihr Gewahrsam
plain-group-notice = Meldungen an Behörden
plain-group-law = Gesetze und Fristen
plain-group-case = Der Fall, seine Kopien und Exporte
plain-group-organisation = Die Organisation
plain-group-population = Wie viele Personen
plain-group-remedy = Abhilfe und Wiederherstellung
plain-group-ai = Modelle, Herkunft und Versuche
plain-group-monitoring = Die Beobachtung danach
plain-group-told = Wer sonst unterrichtet wird
plain-group-communication = Besprechungen und Nachrichten
plain-group-supplier = Lieferanten
plain-group-closure = Abschluss und was gelernt wurde
plain-group-anchor = Prüfpunkte und Anker
plain-group-paper = Papiere
plain-group-drill = Übungen
plain-group-screen = Umsehen

# What a drawn screen says with its keys, in words that are typed
plain-said-hint-path = der Pfad einer Datei; leer bei einem Gegenstand
plain-said-hint-file = der Pfad einer Datei; oder Text, Eintrag, Asservat füllen
plain-said-hint-roll-call-present = Namen oder Nummern, durch Kommas getrennt
plain-said-form-foot-reading = Die Datei wird gelesen; /leave gibt es auf.
plain-said-messages-none = bisher kein Hinweis
plain-said-lock-type = Gesperrt. Tippen Sie das Passwort.
plain-said-lock-asked = Mit dem Passwort wird mehr gezeigt. Eine leere Zeile lässt alles, wie es war.
plain-said-lock-wrong = Das ist nicht das Passwort. Tippen Sie es noch einmal.
plain-said-again-quits = kein Vorgang läuft; quit beendet das Programm
plain-said-as-known-no-record = Nicht begonnen: Diese Zeile wird gezeigt, wie sie damals bekannt war, und kann jetzt anders lauten. back kehrt zum Jetzt zurück; tippen Sie den Befehl dort noch einmal.
plain-said-export-writing = der Fallordner wird geschrieben; cancel-job bricht ab
plain-said-export-runs = Ein Export wird gerade geschrieben; warten oder mit cancel-job abbrechen
plain-said-briefing-only-looking = Keine Anwesenheit: es wird nur angesehen. /leave, dann brief, stellt sie fest
plain-said-briefing-left = Die Besprechung von { $at } geht ohne die Seiten weiter; brief zeigt sie wieder
plain-said-compose-past = Was damals bekannt war, wird gezeigt und nicht geändert: /leave, dann back, führen in die Gegenwart
plain-said-compose-gone = Diese Meldung war damals nicht begonnen. /leave führt zurück
plain-said-tour-clock = Gefragt ist, was eine verlässliche Uhr jetzt zeigt: eintippen, etwa 14:05, dann /record. /leave übergeht die Frage. Nichts davon berührt einen echten Fall.
plain-said-tour-declare = declare: in einem Satz sagen, was geschieht, dann /record. Alles andere kann folgen.
plain-said-tour-log = log schreibt eine Zeile: was geschah, ein Punkt allein auf einer Zeile, dann /record. Im Feld der Zeit heißt -10m vor zehn Minuten. timeline listet sie auf.
plain-said-tour-correct = Gelöscht wird nie. timeline, die Nummer der eigenen Zeile, dann correct: ein Wort ändern, den Grund nennen, /record. Beides bleibt in der Akte.
plain-said-tour-person = person trägt jemanden in die Besetzung ein. Am besten zuerst sich selbst.
plain-said-tour-lead = assign vergibt eine Rolle: Leitung wählen, die Person nennen, /record. Bis dahin entscheidet niemand.
plain-said-tour-decide = decide hält eine Entscheidung fest: die Frage, was gewählt wurde, warum, wer entschied; dann /record.
plain-said-tour-checkpoint = checkpoint, dann /record: das unterschreibt alles Aufgezeichnete, damit Papier die Ziffern aus dem Raum tragen kann.
plain-said-tour-over = Der Rundgang ist zu Ende, die erste Stunde steht in der Akte. needs listet auf, was jetzt auf jemanden wartet, help die Befehle, quit beendet das Programm. Ein echter Vorfall: warroom --plain starten, dann d.
