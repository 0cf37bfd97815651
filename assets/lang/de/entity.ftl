# Entities: commands, fields, codes, lines of the timeline, rules, sheets. All words of this concern stand here.

# Commands
title-entities = Betroffene Dinge
title-entity = Ein System, Konto, Datensatz oder Modell
title-entity-change = Mehr oder anderes zu einem Eintrag
title-entity-judge = Wie ein Eintrag beurteilt wird
title-rows-entities = Systeme und Indikatoren einer Liste übernehmen
plain-group-entity = Systeme, Konten, Datensätze und Modelle

# Fields
field-entity = Eintrag
field-entity-kind = Art
field-asset-type = Typ
field-aliases = Heißt auch
field-not-aliases = Heißt nicht
field-new-name = Heißt jetzt
field-importance = Bedeutung
field-judgement = Beurteilt
hint-entity = sein Name: Rechner, Konto, Datensatz, Modell
hint-entity-kind = leer: Konto bei einer Adresse, sonst System
hint-aliases = andere Namen desselben, mit Kommas
hint-not-aliases = Namen, die ein anderes trägt, mit Kommas
hint-new-name = der alte Name bleibt einer seiner Namen
hint-judgement = wird als Urteil gezeigt; Nachweise sind andere Einträge

# Codes
entity-kind-asset = System
entity-kind-account = Konto
entity-kind-data-set = Datensatz
entity-kind-model = Modell
entity-kind-indicator = Indikator
entity-kind-named = genannt
asset-type-workstation = Arbeitsplatz
asset-type-server = Server
asset-type-domain-controller = Domänencontroller
asset-type-network-device = Netzgerät
asset-type-firewall = Firewall
asset-type-identity-provider = Identitätsanbieter
asset-type-cloud = Clouddienst
asset-type-container = Container
asset-type-database = Datenbank
asset-type-storage = Speicher
asset-type-backup = Sicherung
asset-type-mobile = Mobilgerät
asset-type-industrial = Anlagensteuerung
asset-type-pipeline = Bau- oder Trainingsstrecke
asset-type-application = Anwendung
asset-type-other = anderes System
importance-critical = kritisch
importance-high = hoch
importance-medium = mittel
importance-low = gering
judgement-suspected = verdächtig
judgement-confirmed = bestätigt
judgement-ruled-out = ausgeschlossen
entity-standing-recorded = nichts dazu gesagt
entity-standing-suspected = VERDÄCHTIG
entity-standing-confirmed = BESTÄTIGT
entity-standing-ruled-out = ausgeschlossen
entity-standing-contained = eingedämmt
entity-standing-clean = sauber
entity-via-judged = Urteil
entity-via-fact = Tatsache der Zeitachse
entity-via-hit = Treffer der Überwachung
entity-via-hunt = Suche
entity-via-containment = Eindämmung
entity-via-restoration = Wiederherstellung
entity-via-scan = Prüfung
entity-via-condemned = Verwerfung
entity-via-descends = es stammt von Verworfenem ab
entity-via-fate = was daraus wurde

# Lines of the timeline
act-entity = { $kind } eingetragen: { $name }{ $aliases ->
    [0] {""}
    [one] , mit 1 weiteren Namen
   *[other] , mit { $aliases } weiteren Namen
  }; durch { $who }
act-entity-listed = { $taken ->
    [one] 1 Eintrag
   *[other] { $taken } Einträge
  } aus Import { $record } übernommen; { $known } bekannt, { $refused } ohne Namen; durch { $who }
act-entity-changed = { $name } im Verzeichnis geändert durch { $who }
act-entity-judged = { $name } als { $judgement } beurteilt durch { $who }: { $reason }

# Rules
u-01-missing = { $name } steht schon im Verzeichnis, durch Eintrag { $record }: beide gelten als dasselbe
u-01-next = Diesen Eintrag streichen, wenn er nichts Neues sagt, oder dem anderen Ding einen anderen Namen geben
u-02-missing = Niemand sagt, warum es so beurteilt wird
u-02-next = Noch einmal mit Grund beurteilen
u-03-missing = Das Urteil nennt weder einen Eintrag noch ein Beweisstück, das gilt
u-03-next = Noch einmal mit dem Eintrag oder Beweisstück beurteilen, das es zeigt
u-04-missing = { $count ->
    [one] Ein Indikator wurde bekannt, nach dem keine Prüfung von { $record } suchte
   *[other] { $count } Indikatoren wurden bekannt, nach denen keine Prüfung von { $record } suchte
}
u-04-next = Mit der aktuellen Sammlung noch einmal prüfen
u-05-missing = { $name }{ $count ->
    [one] {""}
   *[other] { " " }und weitere, insgesamt { $count },
  } steht für eigene Netze oder Namen: wer danach sucht, findet uns selbst
u-05-next = Mit remove zurücknehmen, was nicht für den Angreifer steht
u-06-missing = Keine Art war zu erkennen bei { $name }{ $count ->
    [one] {""}
   *[other] { " " }und weiteren, insgesamt { $count }
  }: als Text behalten, buchstäblich zu suchen
u-06-next = Die Art davor nennen, wie in process:NAME, oder mit remove zurücknehmen
u-07-missing = { $taken } übernommen; { $known } waren schon bekannt, { $refused } haben keinen Namen
u-07-next = Zeilen ohne Namen in der Datei ansehen und von Hand eintragen, wenn sie wichtig sind
u-08-missing = Eintrag { $record } nennt { $name } nicht oder ist einer seiner eigenen Einträge
u-08-next = Noch einmal mit einem Eintrag beurteilen, der es nennt; heißt es dort anders, das sagen: entity-change
u-09-missing = Es wurde gezeigt, bevor { $name } als dasselbe bekannt war, und nicht auch davon
u-09-next = Es für das Ganze zeigen: noch einmal eindämmen oder noch einmal prüfen
u-10-missing = Zeichen allein sind kein Name: { $names }
u-10-next = Nichts zu tun, wenn es ein Versehen war: nichts heißt so; den Namen angeben, den es hat
u-11-missing = So heißt es nicht neben seinem eigenen Namen: { $names }
u-11-next = Mit new-name einen anderen eigenen Namen geben oder den Eintrag streichen, der den Namen brachte
i-50-missing = Die Zeilen dieses Imports sind nicht ganz lesbar oder zu viele für einen Eintrag
i-50-next = warroom verify ausführen; eine zu lange Liste teilen und die Teile importieren
i-51-missing = Nichts aus diesem Import ist neu: { $known } schon bekannt, { $refused } ohne Namen
i-51-next = Übernommen werden Listen von Systemen und Indikatoren; andere Zeilen durchsucht find

# What is missing for the next status
entity-lacks-suspicion = niemand verdächtigt es oder schließt es aus
entity-lacks-confirmation = keine bestätigte Tatsache nennt es und kein Urteil mit Beweis
entity-lacks-containment = keine Eindämmung nennt es
entity-lacks-again = der Treffer in Eintrag { $record } kam nach dem, was eingedämmt wurde
entity-lacks-clean = keine Wiederherstellung und keine saubere Prüfung nennt es
entity-lacks-in = Eintrag { $record }: { $what }
entity-next = noch nicht { $code }: { $missing }

# Sheets
entities-none = Kein System, Konto, Datensatz oder Modell ist eingetragen, und kein Eintrag nennt eines
entities-h = { $kind ->
    [asset] Systeme
    [account] Konten
    [data-set] Datensätze
    [model] Modelle
    [indicator] Indikatoren
   *[other] Von Einträgen genannt, nicht im Verzeichnis
  } ({ $count })
entity-row = { $name }: { $standing }{ $more }
entity-row-next = { $name }: { $standing }{ $more }; { $next }
entity-type = { " " }({ $type })
entity-part = { $before }, { $what }
entity-no-more = {""}
entity-name = { $name }
entity-with-type = { $name }{ $type }
entity-owner = gehört { $who }
entity-importance = Bedeutung { $importance }
entity-also = auch { $names }
entity-twice = { $count }-mal eingetragen
entity-import-struck = aus Import { $record }, der gestrichen wurde
entity-indicator = { $value } ({ $kind })
entity-unrecorded = { $name }, zuerst in Eintrag { $record }: nicht im Verzeichnis
entities-more = { $count } weitere stehen hier nicht: mit / danach suchen oder mit show entities ausgeben
entities-not-found = Nichts im Verzeichnis heißt so
entity-h-about = { $name } ({ $kind })
entity-called = Heißt auch { $names }
entity-note = Bemerkung: { $note }
entity-records = Eingetragen durch { $records }
entity-sets = In den Sammlungen { $sets }
entity-stands = Wie es darum steht: { $standing }
entity-piece = Eintrag { $record }, { $via } durch { $who }: { $shows ->
    [shown] zeigt
   *[short] würde zeigen
  } { $what }
entity-piece-short = { $piece }; { $missing } [{ $rule }]
entity-h-used = Wo es verwendet wird ({ $count })
entity-rows = { $count ->
    [0] Keine übernommene Zeile nennt es
    [one] { $count } übernommene Zeile nennt es: Enter zeigt sie
   *[other] { $count } übernommene Zeilen nennen es: Enter zeigt sie
  }
entity-rows-counting = Übernommene Zeilen, die es nennen, werden gezählt: Enter zeigt sie
entity-rows-uncounted = Übernommene Zeilen, die es nennen: find { $query }
entity-use = Eintrag { $record }: { $words }
entity-use-struck = Eintrag { $record }, gestrichen: { $words }
entity-gone = Es steht nicht mehr im Verzeichnis: sein Eintrag wurde gestrichen oder wird zurückgehalten

# In forms
form-entity-new = { $name } steht nicht im Verzeichnis: F4 trägt es ein, dieses Formular wartet
plain-said-form-entity-new = { $name } steht nicht im Verzeichnis: /name trägt es ein, dieses Formular wartet
form-indicator-new = { $name } ist in keiner Sammlung: F4 nimmt es auf, dieses Formular wartet
plain-said-form-indicator-new = { $name } ist in keiner Sammlung: /name nimmt es auf, dieses Formular wartet
plain-no-name = Keine Antwort bis hierher nennt etwas, das nicht im Verzeichnis steht.
offer-named = genannt in Eintrag { $record }
form-entity-known = { $name } steht schon im Verzeichnis
field-pasted = Eingefügte Zeilen
hint-pasted = je Zeile einer; Zerlegtes wird gerichtet, # ist Bemerkung
pasted-reads = Gelesen als { $kinds }{ $twice ->
    [0] {""}
   *[other] ; { $twice } doppelt
  }{ $known ->
    [0] {""}
   *[other] ; { $known } schon bekannt
  }
pasted-kind = { $before }{ $kind } ({ $count })
pasted-and = { $before },{ " " }
pasted-none = nichts Neues
