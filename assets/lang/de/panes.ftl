# Screen text: panes, home screen, status line, deadline strip

## Names of the panes

pane-timeline = Zeitleiste
pane-roster = Besetzung
pane-checklist = Checkliste
pane-evidence = Asservate
pane-deadlines = Fristen

## Shared words

pane-weekday-1 = Mo
pane-weekday-2 = Di
pane-weekday-3 = Mi
pane-weekday-4 = Do
pane-weekday-5 = Fr
pane-weekday-6 = Sa
pane-weekday-7 = So
pane-span-min = { $n } min
pane-span-h = { $n } h
pane-span-d = { $n } d
pane-size = { $n } { $unit }
pane-size-bytes = { $size } ({ $bytes } Bytes)
pane-percent = { $n } %
pane-rate = { $rate }/s
pane-left = noch { $left }
pane-who = { $name } ({ $initials })
pane-who-unproven = { $name } ({ $initials }), Identität nicht belegt
pane-owed = ! steht aus
pane-none = keines
pane-either = { $a } oder { $b }

## Status line

pane-exercise = ÜBUNG
pane-no-codename = ohne Codename
pane-not-declared = nicht ausgerufen
pane-not-declared-copy = Kopie ohne Ausrufung
pane-open-for = offen { $for }
pane-level = zeigt bis { $mark }
pane-level-withheld = zeigt bis { $mark }, { $count } zurückgeh.
pane-level-short = { $mark }
pane-level-short-withheld = { $mark } -{ $count }
pane-keys = Tastatur { $who }
pane-read-only = ! nur lesen
pane-no-copy = ! ohne Sicherung
pane-clock-unchecked = ! Uhr ungeprüft
pane-clock-unchecked-short = ! Uhr
pane-clock-offset = ! Uhr { $seconds } s
pane-clock-offset-short = ! { $seconds } s
pane-needs-none = nichts wartet
pane-needs = { $n ->
    [one] ! { $n } wartet
   *[other] ! { $n } warten
}
pane-needs-short = ! { $n }
pane-phase-assessment = Bewertung
pane-phase-containment = Eindämmung
pane-phase-eradication = Beseitigung
pane-phase-recovery = Wiederherst.
pane-phase-communication = Kommunikation
pane-phase-review = Nachbereitung
pane-phase-response = Bewältigung

## Deadline strip

pane-strip-copy = Diese Kopie hält Einträge zurück: Welche Fristen laufen, ist aus ihr nicht bekannt
pane-strip-none = Keine Frist: Kein Verfahren in Anwendung nennt ein Gesetz oder einen Vertrag mit Frist
pane-strip-settled = Keine Frist ist offen: Jede wurde durch Meldung oder Vermerk beantwortet
pane-strip-left = übrig
pane-strip-due = fällig { $due }
pane-strip-more = { $n ->
    [one] + { $n } Frist
   *[other] + { $n } Fristen
}
pane-applies-yes = gilt
pane-applies-no = gilt nicht
pane-applies-not-yet = noch nicht entschieden
pane-applies-open = ! gilt das?

## Home screen

pane-too-small = warroom braucht { $columns } Spalten und { $rows } Zeilen; Getipptes bleibt
pane-detail-more = { $up } { $above } Zeilen darüber  { $down } { $below } darunter

## Timeline

pane-lane-fact = Fakt
pane-lane-action = Hdlg
pane-lane-withheld = zurückgeh.
pane-timeline-all = alle
pane-by-happened = nach Geschehen
pane-by-recorded = nach Eintragung
pane-timeline-count = { $all ->
    [one] { $all } Eintrag
   *[other] { $all } Einträge
}, { $struck } gestrichen
pane-timeline-some = { $shown } von { $all } Einträgen gezeigt, { $struck } gestrichen
pane-empty-timeline = Noch ist nichts eingetragen. Hier steht, was geschah und was getan wurde. { $key } schreibt die erste Zeile.
pane-none-timeline = Keine Zeile passt zum Filter. { $key } ändert ihn.
pane-sign-struck = gestrichen
pane-sign-corrected = siehe { $by }
pane-sign-basis = ! ohne Grundlage
pane-sign-late = spät { $span }
pane-sign-late-owed = ! spät { $span }
pane-record = Eintrag { $record }, { $lane }
pane-catch-up = durch Nachtragen { $record } gedeckt
pane-basis-owed = ! steht aus: ein Asservat mit einer Stelle darin oder zwei genannte Quellen, und wer es bestätigt

## Roster

pane-roster-count = { $held } von { $all } Rollen
pane-empty-roster = Noch ist niemand in der Besetzung. Hier steht, wer welche Rolle hat und wer erreicht wurde. { $key } nimmt eine Person auf.
pane-deputy = Stellv.
pane-deputy-of = Stellvertretung: { $role }
pane-no-role = ohne Rolle
pane-vacant = vakant
pane-vacant-owed = ! Grund fehlt
pane-nobody = ! noch niemand
pane-call-ack = quitt. { $at } { $channel }
pane-call-ack-short = quitt. { $at }
pane-call-waiting = Anruf { $at }
pane-call-overdue = ! { $span }, keine Antwort
pane-call-other-role = nicht für diese Rolle
pane-call-short = ! quitt. { $at }, Lücke
pane-call-missed = ! { $outcome } { $at }
pane-call-none = ! nicht angerufen
pane-call-at-keys = an der Tastatur
pane-callstate-acknowledged = quittiert
pane-callstate-waiting = wartet auf Antwort
pane-callstate-overdue = ! keine Antwort in 10 Minuten: Stellvertretung anrufen
pane-callstate-short = ! eingetragen, zählt noch nicht
pane-callstate-missed = ! nicht erreicht
pane-call-record = Anruf { $record }
pane-no-calls = Kein Anruf ist eingetragen.
pane-no-person-record = ! kein Personeneintrag: Identität nicht belegt
pane-conflict = ! Konflikt
pane-conflict-ratified = Konflikt genehmigt
pane-conflict-solo = Konflikt, allein
pane-conflict-with = { $who } hat auch { $other } inne

## Checklist

pane-checklist-count = { $verified } von { $all } bestätigt
pane-empty-checklist = Kein Verfahren ist in Anwendung. { $key } nimmt eines in Anwendung; seine Schritte stehen dann hier.
pane-empty-copy = Diese Kopie hält Einträge zurück: Was hier stünde, kann darunter sein, und nichts sagt, dass es nicht geschehen ist.
pane-empty-checklist-undeclared = Kein Vorfall ist ausgerufen. { $key } ruft ihn aus und nimmt ein Verfahren in Anwendung; seine Schritte stehen dann hier.
pane-phase-heading = { $phase }  { $verified } von { $all } bestätigt
pane-first15 = Erste 15 Minuten: nur Schritte des Anfangs, von { $all }
pane-first15-key = Erste 15 Minuten: nur Schritte des Anfangs; { $key } zeigt alle { $all }
pane-step-open = offen
pane-step-in-hand = in Arbeit
pane-step-proved = nachgewiesen
pane-step-verified = bestätigt
pane-step-skipped = ausgelassen
pane-step-pulled = vorgezogen auf { $at } durch { $name }, fällig { $due }
pane-step-pulled-short = ! { $span }, §
pane-step-over = ! +{ $span }
pane-step-lacks = fehlt: { $n }
pane-step-note = { $step } { $state }, { $role }, Ziel { $span }
pane-step-note-over = ! { $step } { $state }, { $role }, { $span } über dem Ziel
pane-step-second = nötig: Bestätigung durch eine andere Person
pane-step-missing = fehlt: { $kinds }
pane-step-needs = zuerst: { $steps }
pane-kind-missing = [ ] { $kind }
pane-kind-there = [p] { $kind }
pane-proof-record = Nachweis { $record }: { $kind }
pane-verified-record = Bestätigung { $record }
pane-file-inside = in der Falldatei
pane-file-outside = außerhalb der Falldatei, über Pfad und Hashwert

## Evidence

pane-evidence-count = { $all ->
    [one] { $all } Asservat
   *[other] { $all } Asservate
}
pane-evidence-count-open = { $all ->
    [one] { $all } Asservat
   *[other] { $all } Asservate
}, { $open ->
    [one] { $open } offene Übergabe
   *[other] { $open } offene Übergaben
}
pane-empty-evidence = Noch ist kein Asservat erfasst. Abbilder, Logs und Geräte stehen hier mit Hashwert und Verwahrer. { $key } erfasst das erste.
pane-digest-none = ! kein Hash
pane-digest-claimed = ~ angegeben
pane-digest-corroborated = 2x angegeben
pane-digest-recomputed = neu berechn.
pane-digest-differs = ! weicht ab
pane-digest-failed = ! Fehlschlag
pane-digest-hashing = Hash läuft
pane-digest-incomplete = ! unvollst.
pane-digest-loss-accepted = (unvollst.)
pane-digest-tool-failed = ! Werkzeug
pane-f-failed = Werkzeug sagt
pane-f-lost = was fehlt
pane-f-capacity = akzept. als
pane-f-loss = Verlust
pane-loss-accepted = unvollständig, Verlust akzeptiert von { $who } mit { $second } (Eintrag { $record })
pane-f-unreadable = nicht lesbar
pane-unreadable = { $count } Bereiche, { $bytes } Bytes; die Karte steht im Log
pane-f-examiner = untersucht v.
pane-f-competence = Fachkunde
pane-f-log = Log
pane-zeros = { $share } % der Blöcke zu 4 KiB enthalten nur Nullen
pane-other = { $name } { $digest }
pane-other-old = { $name } { $digest } (zum Abgleich mit einem alten Log, kein Nachweis)
pane-file-identity = Inode { $inode } auf Gerät { $device }
pane-file-user = { $name } (PID { $pid }) { $how }; die geladenen Bytes sind nicht nachgewiesen
pane-f-in-use = benutzt von
pane-atime-kept = unberührt
pane-atime-free = kann sich durch das Lesen geändert haben
pane-differing = { $length } Bytes ab Byte { $offset }
pane-segment = { $digest } ({ $size } Bytes)
pane-job-searching = sucht
pane-job-paused = angehalten
pane-job-waiting = wartet, bis es an der Reihe ist
pane-open-hand-over = ! { $label } abgegeben { $at } von { $from } an { $to }; niemand hat es angenommen
pane-gap = ! { $label } Lücke: { $given } gab es ab, während { $held } es verwahrte; nicht erklärt
pane-nobody-named = niemand genannt
pane-gap-explained = { $label } Lücke: { $given } gab es ab, während { $held } es verwahrte; erklärt
pane-seal = ! { $label } Siegel: entfernt wurde { $removed }, angebracht war { $applied }
pane-seal-explained = { $label } Siegel: entfernt wurde { $removed }, angebracht war { $applied }; erklärt
pane-finding = ! { $label } { $what }
pane-finding-settled = { $label } { $what }; erklärt
pane-registered-record = Erfassung { $record }
pane-claim-line = { $digest } { $of }, { $compared }
pane-claim-content = { $digest } vom Inhalt, nicht von den Bytes
pane-claim-others = { $count } { $count ->
    [one] weiterer Posten des Logs
   *[other] weitere Posten des Logs
}

## Deadlines

pane-deadlines-count = { $running } laufen, { $open } offen
pane-empty-deadlines = Noch ist kein Gesetz oder Vertrag in Betracht gezogen. Fristen mit der übrigen Zeit stehen hier. { $key } nimmt eine auf.
pane-clockstate-not-assessed = nicht bewertet
pane-clockstate-not-started = nicht begonnen
pane-clockstate-running = läuft
pane-clockstate-elapsing = läuft ohne Zahl
pane-clockstate-late = verspätet
pane-clockstate-sent = gesendet
pane-clockstate-memo-filed = mit Vermerk
pane-clockstate-memo-owed = ! Vermerk fehlt
pane-clockstate-does-not-apply = diese nicht
pane-decided-by = entschieden von { $who }
pane-exposure = schlimmstenfalls fällig { $due } (Risiko)
pane-exposure-short = Risiko { $due }
pane-ahead = ! soll nach dem Eintragen geschehen sein: Es ist nicht geschehen und zählt nicht
pane-exposure-past = ! schlimmstenfalls fällig seit { $due }: vorbei (Risiko)
pane-exposure-past-short = ! Risiko seit { $due }
pane-exposure-past-least = ! seit { $due }
pane-exposure-over = Dieser Zeitpunkt ist vorbei: Wer von dort zählt, nennt es verspätet
pane-exposure-why = schlimmstenfalls fällig { $due }, gezählt ab dem frühesten eingetragenen Anzeichen: ein Risiko, keine Frist
pane-exposure-from = schlimmstenfalls fällig { $due }, gezählt ab: { $sign } { $at }{ $record }; ein Risiko, keine Frist; nur ihr eigenes Ereignis setzt diese Frist in Gang
pane-sign-of-detected = die Entdeckung
pane-sign-of-aware = die Kenntnis laut Ausrufung
pane-sign-of-declared = die Ausrufung
pane-sign-of-assessed = ein beurteiltes Ereignis
pane-sign-of-started = die Kenntnis, ab der eine andere Frist begann
pane-sign-of-fact = die erste Zeile der Zeitleiste
pane-in-record = { " " }(Eintrag { $record })
pane-hundredths = { $percent } %
pane-used = { $percent } % verbraucht
pane-lacks-memo = Verm. { $count } offen
pane-memo-flawed = ! Verm. { $count } offen
pane-sent-flawed = ! gesendet
pane-sent-unapproved = ohne Freigabe
pane-sent-unanswered = Punkte offen
pane-sent-textless = Text fehlt
pane-sent-other-copy = Kopie abweichend
pane-sent-unreceipted = ohne Beleg
pane-note-flawed = { $key }: { $does }; es fehlt: { $missing }
pane-remedy-approve-notice = den gesendeten Text freigeben
pane-remedy-draft = die Meldung schreiben, die das Fehlende nachreicht
pane-remedy-sent = mit dem Fehlenden erneut eintragen
pane-remedy-memo = vollständig erneut zu den Akten geben; der erste bleibt lesbar
pane-lacks-question = Frage offen
pane-lacks-reason = Grund angeben
pane-lacks-notice = kein Entwurf
pane-lacks-draft = Entwurf { $filled }/{ $wanted }
pane-lacks-approval = freizugeben
pane-lacks-approval-anew = neu freigeben
pane-lacks-sending = zu senden
pane-note-next = nächste Meldung: { $lacks }; zuständig: { $owner }
pane-note-used = { $used }; nächste Meldung: { $lacks }; zuständig: { $owner }
pane-owner-vacant = { $role }, niemand hat die Rolle inne
pane-owner-held = { $role }, { $who }
pane-elapsed-target = { $elapsed } verstrichen; keine Zahl im Gesetz; internes Ziel { $target }
pane-elapsed-short = { $elapsed } verstrichen; Ziel { $target }
pane-target-of-step = { $due }, wie Schritt { $step }
pane-offset = Referenz minus Laptop { $offset } s, gemessen { $at } (Eintrag { $record })
pane-offset-never = nie mit einer Referenz verglichen: Die Uhr gilt, wie sie ist
pane-offset-after = erst danach gemessen: Es macht nichts später
pane-start-corrected = { $at }: wie berichtigt; dieser zählt
pane-threshold = { $at }: { $threshold }{ $noticed }, festgestellt von einer Uhr um { $corrected }, Laptop { $laptop }
pane-h-passed = Überschritten
pane-delayed-record = Grund der Verspätung { $record }
pane-late-by = um { $by } verspätet
pane-late-sent = { $by } nach Fristende gesendet
pane-no-clock = keine Frist eingetragen
pane-no-number = keine Zahl im Gesetz; unverzüglich handeln
pane-own-event = wartet auf ihr eigenes Ereignis
pane-elapsed = { $elapsed } verstrichen; keine Zahl im Gesetz, unverzüglich handeln
pane-later = spätester vertretbarer Zeitpunkt, nie das Ziel: { $later }
pane-last-day = das Ende des { $day } in { $zone }
pane-h-counted = Wie gezählt wird
pane-outer-only = Die Zahl ist die äußerste Grenze: Unverzüglich geht vor.
pane-entry-approved = bei der Übernahme in den Fall freigegeben von { $who }
pane-entry-draft = Entwurf: Bei der Übernahme in den Fall hatte niemand diesen Registereintrag freigegeben
pane-sent-at = { $at }  { $reference }
pane-sent-late = ! nach Fristende: { $at }  { $reference }
pane-clock-no-compliance = Eine Frist informiert; sie zählt nie als Einhaltung.
pane-answer-record = Antwort { $record }
pane-start-record = Fristbeginn { $record }
pane-sent-record = Meldung { $record }
pane-memo-record = Vermerk { $record }

## Signs of a running clock, at most 4 columns: the gravest threshold that it passed

pane-stage-half = {" 1/2"}
pane-stage-quarter = {" 1/4"}
pane-stage-four-hours = ! 4h
pane-stage-hour = ! 1h
pane-stage-late = SPÄT

## How a time is known

pane-how-own-clock = die Uhr dieses Laptops
pane-how-reference-clock = eine Referenzuhr
pane-how-told = mitgeteilt oder getippt
pane-how-derived = aus anderen Einträgen abgeleitet

## Headings of the detail

pane-h-times = Zeiten
pane-h-next = Weiter
pane-h-person = Person
pane-h-calls = Anrufe
pane-h-state = Stand
pane-h-proof = Verlangter Nachweis
pane-h-ai-act = KI-Verordnung Art. 73 Abs. 6
pane-alters-ai = Dieser Schritt verändert ein KI-System. Ist es das verdächtige, wird die Behörde vorher unterrichtet, soweit die Veränderung eine spätere Bewertung der Ursachen beeinflussen könnte. Eine Erlaubnis ist nicht nötig, und Schaden zu stoppen wartet nie. Zwei Lesarten bestehen: Art. 73 fällt nicht unter den Aufschub der Verordnung (EU) 2026/1744 und bindet jetzt; oder nach anwendbarem Recht ist vor dem 2. Dez. 2027 oder 2. Aug. 2028 kein System ein Hochrisiko-System. Die Rechtsberatung wählt.
ai-act-informed = Die Behörde wurde vorher unterrichtet: Eintrag { $record }
pane-h-taken = In Arbeit
pane-h-skipped = Ausgelassen
pane-contained = Eintrag { $record }: { $action } eingedämmt
pane-tested = Eintrag { $record }: von außen getestet, { $result }
pane-h-life = Sein Werdegang
pane-life-record = (Eintrag { $record })

## Fields of the detail, at most 13 columns

pane-f-happened = geschehen
pane-f-recorded = eingetragen
pane-f-how = bekannt durch
pane-f-typed = wie getippt
pane-f-late = verspätet
pane-f-reason = Grund
pane-f-late-why = Spät, weil
pane-f-scribe = Protokoll
pane-f-speaker = gesagt von
pane-f-mark = Freigabestufe
pane-f-source = Quelle
pane-f-source-ref = Quellenangabe
pane-f-status = Status
pane-f-basis = Grundlage
pane-f-exhibit = Asservat
pane-f-place = Ort, Stelle
pane-f-sources = Quellen
pane-f-confirmer = bestätigt von
pane-f-tags = Schlagwörter
pane-f-assets = Assets
pane-f-asset = Asset
pane-f-change = Änderung
pane-f-device = Gerät
pane-f-device-clock = Geräteuhr
pane-f-blast = stoppt auch
pane-f-rollback = zurück durch
pane-f-left-open = bleibt offen
pane-f-method = wie
pane-f-indicators = Indikatoren
pane-f-corrects = berichtigt
pane-f-corrected-by = berichtigt in
pane-f-struck-by = gestrichen in
pane-f-short = ! Lücke
pane-f-way-on = Abhilfe
pane-f-holder = besetzt mit
pane-f-since = seit
pane-f-deputy = Stellvertr.
pane-f-conflict = Konflikt
pane-f-name = Name
pane-f-record = Eintrag
pane-f-title = Funktion
pane-f-organisation = Organisation
pane-f-phone = Telefon
pane-f-handle = Kennung
pane-f-email = E-Mail
pane-f-call = Anruf
pane-f-placed = angerufen
pane-f-caller = Anruf von
pane-f-channel = Kanal
pane-f-number = Nummer
pane-f-outcome = Ergebnis
pane-f-answered = beantwortet
pane-f-identity = Identität d.
pane-f-words = im Wortlaut
pane-f-state = Stand
pane-f-target = Ziel
pane-f-role = Rolle
pane-f-phase = Phase
pane-f-control = Maßnahme
pane-f-procedure = Verfahren
pane-f-needs = vorher nötig
pane-f-size = Größe
pane-f-medium = Datenträger
pane-f-sha256-image = Abbild-SHA256
pane-f-sha256 = SHA-256
pane-f-before = vorher
pane-f-file = Datei
pane-f-done = am
pane-f-by = von
pane-f-note = Bemerkung
pane-f-presence = Anwesenheit
pane-f-presence-ref = Anwes.-Beleg
pane-f-cited = zit. Nachweis
pane-f-quote = Zitat
pane-f-hashing = Hash läuft
pane-f-digest = Hashwert
pane-f-recheck = nächste Prüf.
pane-f-kind = Art
pane-f-relation = Verhältnis
pane-f-parent = erstellt aus
pane-f-collected-by = gesichert von
pane-f-collected = gesichert
pane-f-origin = stammt von
pane-f-exhibit-no = Gerichts-Nr.
pane-f-make = Hersteller
pane-f-model = Modell
pane-f-serial = Seriennummer
pane-f-firmware = Firmware
pane-f-condition = Zustand
pane-f-markings = Kennzeichen
pane-f-quantity = Anzahl
pane-f-host = Host
pane-f-asset-tag = Inventar-Nr.
pane-f-mac = MAC-Adresse
pane-f-ip = IP-Adresse
pane-f-found-at = Fundort
pane-f-owner = Eigentümer
pane-f-file-name = Originalname
pane-f-system-state = Systemzustand
pane-f-how-acquired = wie gesichert
pane-f-write-blocker = Writeblocker
pane-f-clock-offset = Uhrabweich.
pane-f-legal-basis = Rechtsgrundl.
pane-f-retention = aufbew. bis
pane-f-tool = Werkzeug
pane-f-path = Pfad
pane-f-given = Pfad angeg.
pane-f-zeros = Nullen
pane-f-other = auch
pane-f-inode = Datei
pane-f-modified = geschrieben
pane-f-changed = Inode geänd.
pane-f-atime = Zugriffszeit
pane-f-pieces = Stückliste
pane-f-compared = Vergleich mit
pane-f-differing = ! abweichend
pane-f-segment = Teil
pane-f-claimed = angegeben
pane-f-claimed-by = angegeben von
pane-f-origin-of = Ursprung
pane-f-made = erstellt
pane-f-unread = nicht gelesen
pane-f-reported = gemeldet
pane-f-started = begonnen
pane-f-offset = Abbruch bei
pane-f-from = von
pane-f-to = an
pane-f-purpose = Zweck
pane-f-seal-removed = Siegel ab
pane-f-seal-applied = Siegel an
pane-f-seal = Siegel jetzt
pane-f-checked-out = ausgegeben
pane-f-disposed = ausgesondert
pane-checked-out = { $at } an { $who }, nicht zurückgegeben (Eintrag { $record })
pane-disposed = mit Eintrag { $record }
pane-f-seal-state = Siegelbefund
pane-f-container = Behältnis
pane-f-transport = Transport
pane-f-photo = Lichtbild
pane-f-check = Hash dabei
pane-f-responsible = verantwortl.
pane-f-justification = Begründung
pane-f-explains = erklärt
pane-f-signature = Unterschrift
pane-signed-by-key = mit dem Schlüssel von { $owner }, { $fingerprint }, registriert mit Formular { $form }
pane-signature-holds-not = nicht gültig: { $why }
pane-f-authority = angeordnet v.
pane-f-witness = Zeuge
pane-f-due = fällig
pane-f-due-exact = sekundengenau
pane-f-used = verbraucht
pane-f-pulled = vorgezogen
pane-f-own-target = eigenes Ziel
pane-f-lacks = nächste Meld.
pane-f-laptop = Laptop zeigt
pane-f-corrected = Countdowns
pane-f-clock-off = Abweichung
pane-f-start-read = Uhr gelesen
pane-f-late-by = Verspätung
pane-f-who = wer
pane-f-infeasible = nicht möglich
pane-f-until = bis
pane-f-earlier = früher
pane-f-exposure = Risiko
pane-f-question = Frage
pane-f-starts-from = beginnt mit
pane-f-clock = Frist
pane-f-event = Ereignis
pane-f-applies-where = gilt, wo
pane-f-last-day = endet mit
pane-f-internal = intern. Ziel
pane-f-approval = Prüfung
pane-f-citation = Fundstelle
pane-f-law = Gesetz
pane-f-confidence = Gewissheit
pane-f-answer = Antwort
pane-f-decider = entscheidet
pane-f-start = Beginn
pane-f-why = warum dann
pane-f-second = zweite Person
pane-f-route = Weg
pane-f-reference = Referenz
pane-f-text = Text

## What a key does for the row in the detail: NAME OF THE COMMAND

pane-next-correct = diese Zeile berichtigen; die alte bleibt lesbar
pane-next-strike = mit Grund streichen
pane-next-judge = bestätigen, vermuten oder widerlegen, mit Grundlage
pane-next-explain = angeben, warum sie spät kam
pane-next-correct-person = die Angaben berichtigen; was leer bleibt, gilt weiter
pane-next-contain = aufschreiben, was gesperrt oder isoliert wurde
pane-next-outside-test = eine andere Person von außen testen lassen
pane-next-read = lesen, was beigefügt ist
pane-next-assign = die Rolle einer Person geben
pane-next-vacant = unbesetzt lassen, mit Grund
pane-next-relieve = die Person von der Rolle entbinden
pane-next-call = einen Anruf aufschreiben
pane-next-answer = aufschreiben, was der Anruf ergab
pane-next-take = in Arbeit nehmen
pane-next-proof = einen Nachweis beifügen
pane-next-skip = auslassen, mit Grund und Namen der Leitung
pane-next-verify-step = eine zweite Person bestätigt ihn
pane-next-describe = näher beschreiben: Hersteller, Serie, Host, Writeblocker
pane-next-rehash = den Hashwert berechnen
pane-next-claim = einen Hashwert eintragen, den andere angeben
pane-next-locate = die verschobene Datei über Größe und Hashwert finden
pane-next-accept-loss = akzeptieren, was fehlt, mit zweiter Person
pane-next-release = abgeben
pane-next-accept = die Übergabe annehmen
pane-next-custody = ein anderes Verwahrungsereignis eintragen
pane-next-regime = beantworten, ob sie gilt
pane-next-clock = den Fristbeginn eintragen
pane-next-sent = eintragen, dass die Meldung gesendet wurde
pane-next-why-late = angeben, warum sie spät ist
pane-next-compose = die Meldung schreiben, Punkt für Punkt
pane-next-approve-notice = einen genauen Text davon freigeben
pane-next-memo = Vermerk zu den Akten: warum nicht oder noch nicht
pane-keys-nobody = ! niemand an der Tastatur
pane-keys-nobody-short = ! Tast.
