# Suppliers (A.5.21). All words of this concern stand here; those of a supplier's notice stand with the people to tell.

# Commands
title-supplier = Ein Dienstleister für das Register
title-supplier-question = Fragen an einen Dienstleister
title-supplier-answer = Was ein Dienstleister geantwortet hat
title-supplier-silent = Ein Dienstleister schweigt
title-supplier-access = Zugang eines Dienstleisters
title-supplier-indicators = Indikatoren, gegeben oder erhalten
title-suppliers = Dienstleister

# Fields
field-contact = Kontakt
field-reached = Erreichbar über
field-clause = Vertragsklausel
field-may-know = Dürfen wissen
field-supplies = Liefern
field-liaison = Spricht mit ihnen
field-questions = Fragen
field-asked-in = Frage
field-answer-said = Was sie sagten
field-answered-by = Wer antwortete
field-supplier-outcome = Was es ist
field-consequence = Was daraus folgt
field-access = Welcher Zugang
field-access-change = Sperre, Freigabe
field-stage = Stufe
field-writing = Schriftstück
field-direction = Richtung
hint-contact = die Person, die dort zuständig ist
hint-reached = eine Nummer aus dem Vertrag, nie aus ihrer eigenen Mail
hint-clause = AVV 8.2, Meldung binnen 24 h
hint-may-know = was sie zum Antworten brauchen, sonst nichts
hint-liaison = eine Person auf unserer Seite, ein Kanal
hint-questions = je Zeile eine, genau: welcher Schlüssel, seit wann, Hosts
hint-asked-in = ihr Eintrag; leer: die zuerst fällige
hint-answered-by = wer von ihnen
hint-consequence = Annahme hier, wer benachrichtigt, was gesperrt wird
hint-access = VPN, Konto, API-Schlüssel: wortgleich zum Wiederfreigeben
hint-stage = 1/3; Zugang kommt in Stufen zurück
hint-writing = die Ursache schriftlich, Datei; nötig zum Freigeben

# Codes
supplier-answer-answered = beantwortet
supplier-answer-partly = teilweise beantwortet
supplier-answer-declined = abgelehnt
supplier-answer-unsaid = nicht gesagt, ob vollständig
access-change-cut = gesperrt
access-change-restored = wieder freigegeben
direction-given = gegeben
direction-received = erhalten
question-standing-open = offen
question-standing-partly = teilweise beantwortet
question-standing-answered = beantwortet
question-standing-silent = Schweigen

# The timeline
act-supplier-entered = Dienstleister { $supplier } im Register
act-supplier-asked = { $supplier } gefragt von { $by }: { $question }
act-supplier-answered = Frage { $record }: { $outcome } { $who }
act-supplier-silent = Frage { $record } blieb ohne Antwort, sagt { $by }
act-supplier-access = Zugang von { $supplier } { $change } durch { $who }: { $access }
act-supplier-indicators = Indikatoren { $direction }, { $count }: { $supplier }

# What waits
need-supplier-answer = { $supplier } schuldet eine Antwort, { $over } überfällig: { $question }

# Rules
s-01-missing = Zum Dienstleister fehlt: { $what }
s-01-next = Mit dem Dienstleister erneut eintragen; was da ist, bleibt
s-02-missing = { $supplier } steht nicht mit Kontakt und Klausel im Register
s-02-next = Zuerst dort aufnehmen, mit der Person, die antwortet, und der Klausel, auf die man sich beruft
s-03-missing = Es ist keine Zeit gesetzt, bis zu der die Antwort fällig ist: Schweigen kann sich nicht melden
s-03-next = Erneut fragen, mit einer Zeit
s-04-missing = Die Antwort nennt niemanden, der sie gab, oder kam vor der Frage
s-04-next = Eintragen, wer von ihnen geantwortet hat und wann sie kam
s-05-missing = Die Antwort war noch nicht fällig
s-05-next = Warten, bis sie es ist, dann das Schweigen eintragen
s-06-missing = Nichts sagt, was aus dem Schweigen folgt
s-06-next = Eintragen, was angenommen wird, wer benachrichtigt oder was gesperrt wird
s-07-missing = Zum Zugang fehlt: { $what }
s-07-next = Erneut eintragen mit Ursache und wer es erlaubt hat
s-08-missing = Der Zugang kam zurück, und kein Schriftstück enthält die Ursache
s-08-next = Sich die Ursache schriftlich geben lassen und die Datei oder den Eintrag nennen, der sie enthält
s-09-missing = Der Zugang kam nach einer Sperre nicht in Stufen zurück
s-09-next = Stufe für Stufe freigeben, jede, wenn sie an der Reihe ist: 1/3, 2/3, 3/3
s-10-missing = Was gegeben wurde, geht über das hinaus, was der Dienstleister wissen darf
s-10-next = Geben, was in seiner Freigabestufe liegt, oder durch Eintrag erweitern, was er wissen darf
s-11-missing = Niemand hat gesagt, ob das die Frage ganz oder teilweise beantwortet oder ablehnt
s-11-next = Die Antwort erneut eintragen mit dem, was sie ist; „wir gehen dem nach“ ist teilweise, mit neuer Zeit

# Sheet
suppliers-how = Ein Kanal, genaue Fragen, Antworten und Schweigen eingetragen; die Eindämmung wartet nicht auf ihren Bericht
suppliers-name = { $supplier }
suppliers-not-entered = nicht im Register
suppliers-contact = Kontakt { $contact }, erreichbar über { $reached }
suppliers-contact-only = Kontakt { $contact }, und wie sie erreichbar sind, ist nicht eingetragen
suppliers-reached-only = kein Kontakt genannt, erreichbar über { $reached }
suppliers-no-contact = niemand ist genannt, der dort zu erreichen ist, noch wie
suppliers-supplies = liefert { $text }
suppliers-clause = Klausel { $text }
suppliers-may-know = dürfen wissen, bis { $up-to }: { $text }
suppliers-liaison = { $who } spricht mit ihnen
suppliers-question = { $record }  { $standing }, gefragt { $at }: { $question }
suppliers-question-due = { $record }  { $standing }, gefragt { $at }, fällig { $due }: { $question }
suppliers-answer = { $at }  { $outcome }, { $who }: { $words }
suppliers-silence = { $at }  Schweigen, sagt { $by }: { $consequence }
suppliers-told = benachrichtigt { $at } von { $by }
suppliers-indicators = Indikatoren { $direction } { $at } von { $by }, { $tlp }: { $list }
suppliers-access = Zugang { $change } { $at }, erlaubt von { $authority }: { $access }; { $cause }
suppliers-access-stage = Zugang { $change }, Stufe { $stage }, { $at }, erlaubt von { $authority }: { $access }; { $cause }
