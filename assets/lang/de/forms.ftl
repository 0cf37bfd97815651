# Forms on paper: custody form, label, evidence log. One document model, set as PDF or written as Markdown.

print-value = { $value }
print-labelled = { $label }: { $value }
print-exercise = ÜBUNG
print-case = Fall { $codename }, gedruckt { $at }
print-foot = Fall { $case }  Journal { $size } Zeilen  Kopf { $head }
print-pages = Seite { $page } von { $pages }
print-instant = { $local } ({ $utc })
print-when = { $at }, { $how }
print-person = { $name }, { $more }
print-nobody = niemand eingetragen
print-problems = { $count ->
    [one] Das Journal, aus dem dieses Formular erstellt ist, besteht die Prüfung nicht: 1 Problem. `warroom verify` auf den Fall anwenden.
   *[other] Das Journal, aus dem dieses Formular erstellt ist, besteht die Prüfung nicht: { $count } Probleme. `warroom verify` auf den Fall anwenden.
 }
print-recorded = Eintrag { $record }, { $at }, von { $who }
print-shortfall = Zählt nicht: { $what } ({ $rule })
print-struck = gestrichen durch Eintrag { $record }: { $reason }
print-late = verspäteter Eintrag, { $minutes } min
print-late-reason = verspäteter Eintrag, { $minutes } min: { $reason }
print-late-batch = verspäteter Eintrag, { $minutes } min, mit dem Nachtragen aus Eintrag { $record }
print-late-owed = verspäteter Eintrag, { $minutes } min, und kein Grund ist eingetragen ({ $rule })
print-ahead = die Zeit lag auf der Uhr, mit der sie eingetragen wurde, noch in der Zukunft: Eines von beiden ist falsch ({ $rule })
print-unsettled = OFFEN, Eintrag { $at }: { $what }
print-settled = Erklärt durch Eintrag { $by }, Eintrag { $at }: { $what }
print-gap = LÜCKE in der Verwahrung; laut Einträgen lag sie bei { $held }, abgegeben hat { $given }
print-gap-nobody = LÜCKE: Es ging in andere Hände, während die Verwahrung bei { $held } lag, und niemand ist genannt, der es abgegeben hat
print-open = an { $to } abgegeben, und keine Annahme, die zählt
print-seal = SIEGEL: { $removed } wurde entfernt, zuletzt angebracht war { $applied }
print-finding = { $what }
print-put-right = berichtigt durch Eintrag { $record }
print-no-seal = keines
print-ask-name = Name
print-ask-when = Datum, Uhrzeit, Zeitzone
print-ask-signature = Unterschrift mit Tinte
print-h-signed = Unterschrieben
print-how-to-match = Dieses Formular ist aus dem Journal des Falls erstellt. Die Fußzeile nennt, wie viele Zeilen das Journal hatte, und den Hashwert der letzten: Jedes spätere Journal des Falls enthält diese Zeile unverändert, oder dieses Formular und jenes Journal gehören nicht zusammen.

# The custody form
print-custody-title = Beweismittelkette: { $label }
print-h-digests = Hashwerte, angegeben und berechnet
print-h-later = Später beschrieben
print-h-custody = Verwahrung, in der Reihenfolge des Geschehens
print-h-by-hand = Nächste Übergaben, von Hand
print-by-hand-how = Was hier geschrieben wird, zählt, sobald es eingetragen ist: Die Nummer dieses Formulars ist die Referenz des Belegs.
print-f-registered = Erfasst
print-f-late = Eingetragen
print-f-holder = Jetzt verwahrt von
print-f-place = Jetzt verwahrt in
print-f-seal = Siegel jetzt
print-f-checked-out = Ausgegeben
print-f-disposed = Ausgesondert
print-checked-out = mit Eintrag { $record }, an { $who }
print-by-record = mit Eintrag { $record }
print-signed-by-key = eigener Schlüssel von { $owner }, { $fingerprint }, registriert mit Formular { $form }
print-signed-without-time = signierter Text der Version 1: Asservat, Beteiligte, Ort und Siegel; nicht Zeit, Zeuge und Bemerkungen
print-signature-holds-not = eigener Schlüssel, und die Signatur ist nicht gültig: { $why }
print-claimed = angegeben; nicht gesagt, von wem
print-claimed-by = angegeben von { $who }
print-f-acquisition = Abbild
print-f-meaning = Was der Hashwert bedeutet
print-computed = von warroom berechnet
print-computed-again = von warroom erneut berechnet
print-zero-blocks = { $percent } % der Blöcke enthalten nur Nullen
print-no-digest = kein Hashwert: { $why }, bei Byte { $offset }
print-digest-state = Stand des Hashwerts: { $state }
print-loss-accepted = Unvollständig, Verlust akzeptiert von { $who } ({ $capacity }) mit { $second } als zweiter Person, Eintrag { $record }. Verloren: { $lost }. Grund: { $reason }
print-loss-by = Verlust akzeptiert von { $who } mit { $second }, Eintrag { $record }
print-tool-failed = das Werkzeug meldet: { $said }
print-no-events = Kein Verwahrungsereignis ist eingetragen
print-from = von { $who }
print-to = an { $who }
print-c-record = Eintrag
print-c-when = Wann
print-c-who = Wer
print-c-said = Was
print-c-sha256 = SHA-256
print-c-origin = Woher
print-c-bytes = Bytes
print-c-event = Ereignis
print-c-hands = Von, an
print-c-details = Ort, Grund, Siegel
print-c-signed = Unterschrift, wie belegt
print-c-hand-when = Datum, Uhrzeit, Zeitzone
print-c-hand-released = Abgegeben von: Name, Unterschrift
print-c-hand-accepted = Angenommen von: Name, Unterschrift
print-c-hand-purpose = Zweck, Ort
print-c-hand-seals = Siegel ab, Siegel an

# The label
print-label-title = Etiketten { $labels }
print-label-case = Fall { $codename }
print-label-sha256 = SHA-256, { $state }
print-label-kind = { $kind }, { $relation }
print-label-collected = { $who }, { $at }
print-label-journal = Journal { $size }, Kopf { $head }

# The evidence log
print-log-title = Asservatenverzeichnis
print-log-count = { $live ->
    [one] 1 Asservat
   *[other] { $live } Asservate
 }{ $struck ->
    [0] .
   *[other] , dazu { $struck } gestrichen.
 }
print-no-exhibits = Kein Asservat ist erfasst
print-c-number = Nr.
print-c-description = Was es ist
print-c-collected = Gesichert
print-c-digest = SHA-256
print-c-held = Verwahrt von, wo
print-c-open = Offen, Lücken, Bemerkungen

# The memo why not
print-memo-title = Vermerk: Meldung { $kind }
print-f-law = Gesetz oder Vertrag
print-f-deadline = Frist
print-f-source = Fundstelle im Gesetz
print-f-entry = Eintrag des Rechtsregisters
print-f-signed = Unterschrieben
print-h-facts = Tatsachen, die damals bekannt waren
print-h-threshold = Gesetzliche Schwelle, im Wortlaut
print-h-factors = Faktoren und ihr Gewicht
print-h-mitigation = Herangezogene Risikominderung
print-h-conclusion = Schlussfolgerung
print-h-advice = Auffassung von DSB oder Rechtsberatung
print-h-reopen = Was die Frage wieder eröffnen würde
print-h-reviews = Erneut betrachtet
print-memo-all = jede ihrer Fristen
print-memo-advisor = Von { $who }
print-memo-not-followed = Nicht befolgt: { $why }
print-memo-review = Wiedervorlage am { $at }
print-memo-none = keine herangezogen
print-memo-reviewed = { $outcome }, von { $who }, { $at }: { $reason }
print-proof-record = Eintrag { $record }: { $words }
print-proof-exhibit = Asservat { $label }, SHA-256 { $sha256 }
print-proof-file = Datei { $name }, SHA-256 { $sha256 }
print-not-recorded = nicht eingetragen
print-signed-slip = { $how }: { $ref }
print-signed-not = nicht unterschrieben
print-decider = Entschieden von

# The register of breaches
print-breach-title = Eintrag im Register der Verletzungen
print-breach-how = Erstellt aus den Einträgen des Falls. Wozu kein Eintrag etwas sagt, dort steht „nicht eingetragen“, mit dem Befehl, der es eintragen würde.
print-missing-by = nicht eingetragen ({ $command })
print-br-record = Eintrag { $record }
print-br-1 = 1  Referenz, Zuständigkeit, Systeme, Dienstleister
print-br-2 = 2  Vier Zeitpunkte
print-br-3 = 3  Die Verletzung: Ursache, Daten, Personen
print-br-4 = 4  Auswirkungen, eingetreten und befürchtet
print-br-5 = 5  Abhilfemaßnahmen
print-br-6 = 6  Risiko für die Personen
print-br-7 = 7  Gesetze und Verträge: ausgelöst oder nicht
print-br-8 = 8  Meldungen und benachrichtigte Personen
print-br-9 = 9  Grund der Verzögerung, je Stufe
print-br-10 = 10  Lehren und Nachbereitung
print-br-reference = Fall
print-br-owner = Zuständig
print-br-offset = { $offset } s, nach { $source }
print-br-declared = wie ausgerufen
print-br-range = niedrig / wahrscheinlich / hoch: { $number }
print-br-unknown = unbekannt: keine Zahl eingetragen ({ $command })
print-br-records = Anzahl der Datensätze
print-br-people = Anzahl der Personen
print-br-and = { $front }, { $back }
print-br-open = offen ({ $command })
print-br-memo = Vermerk, Eintrag { $record }: { $words }
print-br-short = eingetragen; zählt nicht: { $rules }
print-br-owed = eingetragen, und es zählt; es fehlt: { $rules }
print-br-later = später, Eintrag { $record }: { $answer }, zählt nicht: { $rules }
print-br-text-approved = gesendeter Text, vorher freigegeben
print-br-text-unapproved = gesendeter Text, vorher NICHT freigegeben
print-br-copy = aufbewahrte Kopie
print-br-unanswered = nicht beantwortet: { $item }
print-br-no-delay = Keine Stufe hat ihre Frist überschritten, soweit die Einträge reichen.
print-br-review = Vermerk, Eintrag { $record }, zur Wiedervorlage: { $law }
print-br-supplier-clock = Unsere Frist beginnt mit dem Eingang der Meldung, nicht mit der Entdeckung durch den Dienstleister und nicht mit dem Lesen.
print-br-c-instant = Zeitpunkt
print-br-c-source = Bekannt durch
print-br-c-person = Wer
print-br-c-clock = Uhrfehler
print-br-c-supplier = Dienstleister
print-br-c-theirs = Deren Zeiten
print-br-c-ours = Unsere Zeiten
print-br-c-kind = Art
print-br-c-since = Seit
print-br-c-applies = Gilt
print-br-c-why = Warum, worauf gestützt
print-br-c-notice = Meldung
print-br-c-sent = Gesendet, von wem
print-br-c-route = Weg
print-br-c-hash = Aktenzeichen, SHA-256
print-br-c-told = Benachrichtigt
print-br-c-decision = Entscheidung
print-br-c-when-told = Wann, Weg, Anzahl
print-br-c-text = SHA-256 des Textes
print-br-c-due = Fristende
print-br-c-delay = Grund der Verzögerung
print-br-c-lesson = Lehre
print-br-c-owner = Wer sich kümmert
print-br-c-review = Betrachtet am
# Notices
print-notice-title = Meldung: { $title }
print-notice-stage = Stand: { $stage }
print-notice-approved = Freigegeben von { $who }, { $at }, { $how } (Eintrag { $record })
print-notice-sent = Gesendet von { $who }, { $at }, über { $route }, Referenz { $reference } (Eintrag { $record })
print-notice-gap = OFFEN: { $item }: { $gap }
print-notice-for-the-file = Diese letzte Tabelle ist für die Akte des Falls und nicht für die Behörde. Der Hashwert oben ist der des Textes allein, wie ihn der Export als reiner Text enthält.
print-h-text = Text
print-h-unknown = Noch nicht bekannt, und wann es folgt
print-h-delay = Grund der Verzögerung, wie eingetragen
print-h-notice-records = Worauf jeder Punkt beruht
print-f-kind = Art
print-f-follows = Folgt auf Meldung
print-f-drafted = Zuletzt verfasst von
print-f-versions = Fassungen
print-f-due = Fällig
print-f-text-sha256 = SHA-256 des Textes
print-c-item = Was gefragt ist
print-c-answer = Antwort
print-c-follows = Folgt bis
print-c-rests = Einträge
print-c-confidence = gefragt laut
print-cited = Eintrag { $record }
print-cited-not = Eintrag { $record }, nicht als Tatsache: { $why }
print-nobody-said = niemand hat gesagt, wann
print-approver = Gibt diesen Text frei

# As known at an instant
print-case-then = Fall { $codename }, Kenntnisstand { $at }; gedruckt { $printed }
print-then = KENNTNISSTAND { $at }. Erstellt aus { $records ->
    [one] dem 1 Eintrag, der bis dahin vorlag
   *[other] den { $records } Einträgen, die bis dahin vorlagen
 }{ $later ->
    [0] ; später kam keiner hinzu.
    [one] ; 1 später hinzugekommener Eintrag ist weggelassen.
   *[other] ; { $later } später hinzugekommene Einträge sind weggelassen.
 }
print-then-unheard = { $lines ->
    [one] 1 Zeile war
   *[other] { $lines } Zeilen waren
 } bis dahin auf Laptops geschrieben, die der Fall noch nicht kannte; dieses Papier enthält sie nicht.
print-known-title = Was am { $at } bekannt war
print-h-stood = Wie der Fall stand
print-h-confirmed = Tatsachen, die als bestätigt galten
print-h-suspected = Vermutet
print-h-unjudged = Aufgeschrieben, weder bestätigt noch vermutet
print-h-clocks = Fristen, wie sie standen
print-h-decisions = Eingetragene Entscheidungen und Änderungen
print-h-told = Meldungen, die als gesendet eingetragen sind
print-h-people-told = Personen und andere: benachrichtigt, zu benachrichtigen oder nicht
print-h-counts = Wie viele Personen, nach Zählung
print-h-knew = Wer davon wusste
print-knew-how = Alle, von denen ein Eintrag jener Zeit sagt, dass sie geschrieben, etwas gesagt oder entschieden haben, benachrichtigt wurden oder eine Rolle innehatten. Dass jemand hier nicht genannt ist, zeigt nicht, dass die Person nichts wusste.
print-none-then = Nichts war eingetragen
print-not-declared = nicht ausgerufen
print-f-declared = Ausgerufen
print-f-declared-by = Ausgerufen von
print-f-phase = Phase
print-c-happened = Geschehen
print-c-known-since = Eingetragen seit, von
print-c-clock = Frist
print-c-stood = Stand
print-c-start = Beginn
print-c-due = Fällig
print-c-by-route = Von wem, Weg, Referenz
print-c-role = Rolle
print-c-shows = Was es belegt
print-c-counted = Was gezählt wurde
print-c-figures = Niedrig / wahrscheinlich / hoch
print-no-figures = aus dem Eingetragenen folgen keine Zahlen
print-overlap = Niemand hat gesagt, dass keine Person in zwei Strata vorkommt: Die niedrige Zahl ist die des größten Stratums allein, wahrscheinlich und hoch zählen die Strata zusammen
print-basis-owed = Bestätigt ohne Grundlage, die das trägt
print-rests-on = Stützt sich auf { $exhibit }, { $place }
print-late-by = um { $time } verspätet
print-left = noch { $time }
print-at-worst = nicht begonnen; schlimmstenfalls fällig { $at }
print-clock-not-assessed = nicht bewertet
print-clock-not-started = nicht begonnen
print-clock-running = läuft
print-clock-elapsing = läuft, keine Zahl im Gesetz
print-clock-late = verspätet
print-clock-sent = gesendet
print-clock-memo-filed = Vermerk liegt vor
print-clock-memo-owed = verneint, Vermerk steht aus
print-knew = { $at }: { $words } (Eintrag { $record })
knew-wrote = { $count ->
    [one] schrieb 1 Zeile
   *[other] schrieb { $count } Zeilen, die erste zu dieser Zeit
 }
knew-said = sagte, was eine Zeile wiedergibt
knew-confirmed = bestätigte eine Tatsache
knew-acknowledged = quittierte über { $channel }; Identität: { $identity }
knew-called = rief { $callee } an
knew-briefed = war bei einer Lagebesprechung anwesend
knew-took-over = übernahm: { $role }
knew-handed-over = übergab: { $role }
knew-declared = rief den Vorfall aus
knew-decided = entschied zu { $regime }
knew-sent = sendete eine Meldung nach { $regime }
knew-held = hat inne: { $role }

# The closing report
print-report-title = Abschlussbericht
print-page-title = Unterschriften unter dem Abschlussbericht
print-h-summary = Was geschehen ist
print-h-impact = Auswirkungen in Zahlen
print-h-measures = Zeiten, wie die Einträge sie angeben
print-h-controls = Die zehn Maßnahmen zu Anhang A 5.26
print-h-points = Was mit der Unterschrift akzeptiert wird, nach Nummern
print-h-walk = Behebungsschritte, wie von der Leitung bestätigt
print-h-evidence = Beweismittel: wo sie sind und wie lange sie aufbewahrt werden
print-h-lost = Beweismittel, die verloren oder aufgegeben sind
print-h-causes = Beitragende Ursachen
print-h-lessons = Lehren
print-h-deviations = Verfahren, und wo die Bewältigung davon abwich
print-h-risks = Risiken, die bleiben
print-h-actions = Maßnahmen aus der Nachbereitung
print-h-messages = Mitteilungen
print-h-timeline = Was bekannt ist, mit Quellen
print-c-control = Maßnahme
print-c-records = Einträge
print-c-step = Schritt
print-c-how = Wie es bestätigt wurde
print-c-kept = Aufbewahrt bis
print-c-procedure = Verfahren oder Schritt
print-c-deviation = Stand, und was anders gemacht wurde
print-c-risk = Risiko
print-c-why = Warum akzeptiert
print-c-owner = Zuständig
print-c-accepted = Akzeptiert von
print-c-measure = Was
print-c-after = Nach dem ersten Anzeichen
print-c-decided = Entschieden
print-c-took = Dauer
print-c-source = Quelle
print-control-counts = { $records } eingetragen, { $missing } offen, { $overrides } akzeptiert
print-point = { $number }. Maßnahme { $control }: { $what } [{ $about }]
print-and-more = { $names } und { $count } weitere
print-points-none = Keine Maßnahme beruht auf einer Lücke: Es gibt nichts zu akzeptieren.
print-points-how = Diese Maßnahmen sind teilweise erfüllt. Wer als SIRO unterschreibt, akzeptiert diese Punkte nach ihren Nummern.
print-unwalked = { $step } ist von der Leitung nicht bestätigt
print-given-up = { $source } aufgegeben: { $reason }; akzeptiert von { $who }, Eintrag { $record }
print-lesson = Maßnahme { $number }: { $what }
print-skipped = ausgelassen von { $who }: { $reason }
print-added = während der Bewältigung hinzugefügt: { $title }
print-report-signing = Leitung und SIRO unterschreiben den SHA-256 dieser Datei, wie ihn der Eintrag des Berichts im Journal angibt; wer daran zweifelt, berechnet ihn mit sha256sum.
print-f-report = Bericht
print-f-format = Aufbewahrt als
print-f-sha256 = SHA-256 des Berichts
print-f-head = Journal: Zeilen und Kopf
print-page-how = Wer unterschreibt, hat den ganzen Bericht gelesen, hat dessen SHA-256 mit dem obigen verglichen und schreibt die ersten sechzehn Stellen von Hand neben die Unterschrift. SIRO ist eine andere Person als die Leitung und akzeptiert die Punkte unten nach ihren Nummern.
print-page-points = Der Bericht führt { $count } Punkte mit Nummern auf. Der Fall hat seither weitere Einträge, daher sind sie dort zu lesen.
print-ask-read = Erste 16 Stellen des SHA-256
print-witness = Zeuge
knew-drafted = verfasste den Text einer Meldung
knew-approved = gab den Text einer Meldung frei
knew-decided-telling = entschied, ob jemand benachrichtigt wird
knew-told = benachrichtigte jemanden
knew-counted = zählte Personen
knew-checked-count = prüfte eine Zählung von Personen nach
knew-weighed = bewertete das Risiko für die Personen
knew-contained = führte eine Eindämmungsmaßnahme durch
knew-found-cause = fand, was es ermöglicht hat
knew-read-cause = las gegen, was zur Ursache gefunden wurde
