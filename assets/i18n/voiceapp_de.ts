<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>window</name>
  <message>
   <source>(a picture)</source>
   <translation>(ein Bild)</translation>
  </message>
  <message>
   <source>(not transcribed)</source>
   <translation>(nicht transkribiert)</translation>
  </message>
  <message>
   <source>+{0} min</source>
   <translation>+{0} min</translation>
  </message>
  <message>
   <source>1 conversation</source>
   <translation>1 Gespräch</translation>
  </message>
  <message>
   <source>1 conversation in your history.</source>
   <translation>1 Gespräch steht im Verlauf.</translation>
  </message>
  <message>
   <source>1 day left</source>
   <translation>noch 1 Tag</translation>
  </message>
  <message>
   <source>1 line</source>
   <translation>1 Zeile</translation>
  </message>
  <message>
   <source>1 message</source>
   <translation>1 Nachricht</translation>
  </message>
  <message>
   <source>5 seconds back</source>
   <translation>5 Sekunden zurück</translation>
  </message>
  <message>
   <source>5 seconds forward</source>
   <translation>5 Sekunden vor</translation>
  </message>
  <message>
   <source>A model of your own can be used, too: the file's address is enough, or its path below.</source>
   <translation>Auch ein eigenes Modell geht: Es genügt die Adresse der Datei oder unten ihr Pfad.</translation>
  </message>
  <message>
   <source>A part of the screen…</source>
   <translation>Ein Teil des Bildschirms …</translation>
  </message>
  <message>
   <source>A quotation mark in the command isn't closed.</source>
   <translation>Im Befehl fehlt ein schließendes Anführungszeichen.</translation>
  </message>
  <message>
   <source>A small model on this device writes it, and makes mistakes.</source>
   <translation>Ein kleines Modell auf diesem Gerät schreibt sie und macht Fehler.</translation>
  </message>
  <message>
   <source>A text of your own, to hear it</source>
   <translation>Ein eigener Text zum Anhören</translation>
  </message>
  <message>
   <source>API key</source>
   <translation>API-Schlüssel</translation>
  </message>
  <message>
   <source>Activity</source>
   <translation>Aktivität</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>Übernehmen</translation>
  </message>
  <message>
   <source>Add a note…</source>
   <translation>Notiz hinzufügen …</translation>
  </message>
  <message>
   <source>Add a picture</source>
   <translation>Bild hinzufügen</translation>
  </message>
  <message>
   <source>Add a server…</source>
   <translation>Server hinzufügen …</translation>
  </message>
  <message>
   <source>Add note</source>
   <translation>Notieren</translation>
  </message>
  <message>
   <source>Add something to remember…</source>
   <translation>Etwas zum Merken hinzufügen …</translation>
  </message>
  <message>
   <source>Add to vocabulary</source>
   <translation>In den Wortschatz übernehmen</translation>
  </message>
  <message>
   <source>Address of a model file (https)</source>
   <translation>Adresse einer Modelldatei (https)</translation>
  </message>
  <message>
   <source>Address of the service</source>
   <translation>Adresse des Dienstes</translation>
  </message>
  <message>
   <source>Admin key</source>
   <translation>Admin-Schlüssel</translation>
  </message>
  <message>
   <source>Alarm rang</source>
   <translation>Alarm hat geklingelt</translation>
  </message>
  <message>
   <source>All files</source>
   <translation>Alle Dateien</translation>
  </message>
  <message>
   <source>All in one line</source>
   <translation>Alles in einer Zeile</translation>
  </message>
  <message>
   <source>All languages</source>
   <translation>Alle Sprachen</translation>
  </message>
  <message>
   <source>All lines</source>
   <translation>Alle Zeilen</translation>
  </message>
  <message>
   <source>All words of “{0}” go to OpenAI, so that the assistant can search in them there.</source>
   <translation>Alle Worte von „{0}“ gehen an OpenAI, damit der Assistent dort darin suchen kann.</translation>
  </message>
  <message>
   <source>Allow</source>
   <translation>Erlauben</translation>
  </message>
  <message>
   <source>Also told to the models</source>
   <translation>Auch für die Modelle</translation>
  </message>
  <message>
   <source>Always allow</source>
   <translation>Immer erlauben</translation>
  </message>
  <message>
   <source>Always write it so</source>
   <translation>Immer so schreiben</translation>
  </message>
  <message>
   <source>Another engine took over</source>
   <translation>Ein anderer Antwortweg hat übernommen</translation>
  </message>
  <message>
   <source>Another language</source>
   <translation>Weitere Sprache</translation>
  </message>
  <message>
   <source>Another language…</source>
   <translation>Weitere Sprache …</translation>
  </message>
  <message>
   <source>Another name…</source>
   <translation>Anderer Name …</translation>
  </message>
  <message>
   <source>Another service that speaks the same API</source>
   <translation>Ein anderer Dienst mit derselben API</translation>
  </message>
  <message>
   <source>Another version</source>
   <translation>Neu fassen</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Antwort</translation>
  </message>
  <message>
   <source>Answer began</source>
   <translation>Antwort begonnen</translation>
  </message>
  <message>
   <source>Answer complete</source>
   <translation>Antwort fertig</translation>
  </message>
  <message>
   <source>Answer dropped</source>
   <translation>Antwort verworfen</translation>
  </message>
  <message>
   <source>Answer first with: {0}</source>
   <translation>Zuerst antwortet: {0}</translation>
  </message>
  <message>
   <source>Answer interrupted</source>
   <translation>Antwort unterbrochen</translation>
  </message>
  <message>
   <source>Answer overdue</source>
   <translation>Antwort überfällig</translation>
  </message>
  <message>
   <source>Answer spoken</source>
   <translation>Antwort gesprochen</translation>
  </message>
  <message>
   <source>Answer taken back</source>
   <translation>Antwort zurückgenommen</translation>
  </message>
  <message>
   <source>Answering…</source>
   <translation>Antwort kommt …</translation>
  </message>
  <message>
   <source>Answers what stands in the search field from your history.</source>
   <translation>Beantwortet aus Ihrem Verlauf, was im Suchfeld steht.</translation>
  </message>
  <message>
   <source>Any engine</source>
   <translation>Jeder Antwortweg</translation>
  </message>
  <message>
   <source>Any kind</source>
   <translation>Jede Art</translation>
  </message>
  <message>
   <source>Any time</source>
   <translation>Beliebige Zeit</translation>
  </message>
  <message>
   <source>As chosen here</source>
   <translation>Wie hier gewählt</translation>
  </message>
  <message>
   <source>As in Settings &gt; Engines</source>
   <translation>Wie in Einstellungen &gt; Antwortwege</translation>
  </message>
  <message>
   <source>As in conversations</source>
   <translation>Wie in Gesprächen</translation>
  </message>
  <message>
   <source>As in conversations, or e.g. en, de</source>
   <translation>Wie in Gesprächen, oder z. B. en, de</translation>
  </message>
  <message>
   <source>As recognised</source>
   <translation>Wie erkannt</translation>
  </message>
  <message>
   <source>As recognised:</source>
   <translation>Wie erkannt:</translation>
  </message>
  <message>
   <source>As spoken</source>
   <translation>Original</translation>
  </message>
  <message>
   <source>As usual</source>
   <translation>Wie sonst</translation>
  </message>
  <message>
   <source>Ask</source>
   <translation>Fragen</translation>
  </message>
  <message>
   <source>Ask again</source>
   <translation>Neu fragen</translation>
  </message>
  <message>
   <source>Ask your history</source>
   <translation>Verlauf befragen</translation>
  </message>
  <message>
   <source>Ask your history…</source>
   <translation>Verlauf befragen …</translation>
  </message>
  <message>
   <source>Asked again</source>
   <translation>Neu gefragt</translation>
  </message>
  <message>
   <source>Asking for the bill…</source>
   <translation>Die Rechnung wird geholt …</translation>
  </message>
  <message>
   <source>Assistant</source>
   <translation>Assistent</translation>
  </message>
  <message>
   <source>Assistant only</source>
   <translation>Nur der Assistent</translation>
  </message>
  <message>
   <source>At the service</source>
   <translation>Beim Dienst</translation>
  </message>
  <message>
   <source>Automatic</source>
   <translation>Automatisch</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Back on the record</source>
   <translation>Wieder offiziell</translation>
  </message>
  <message>
   <source>Back to its usual place</source>
   <translation>Zurück an den üblichen Platz</translation>
  </message>
  <message>
   <source>Back to the conversation</source>
   <translation>Zurück zum Gespräch</translation>
  </message>
  <message>
   <source>Back to the history</source>
   <translation>Zurück zum Verlauf</translation>
  </message>
  <message>
   <source>Back to the window</source>
   <translation>Zurück zum Fenster</translation>
  </message>
  <message>
   <source>Back up</source>
   <translation>Sichern</translation>
  </message>
  <message>
   <source>Back up…</source>
   <translation>Sichern…</translation>
  </message>
  <message>
   <source>Backup</source>
   <translation>Sicherung</translation>
  </message>
  <message>
   <source>Backups</source>
   <translation>Sicherungen</translation>
  </message>
  <message>
   <source>Begin</source>
   <translation>Beginnen</translation>
  </message>
  <message>
   <source>Begins</source>
   <translation>Beginn</translation>
  </message>
  <message>
   <source>Being written…</source>
   <translation>Wird geschrieben …</translation>
  </message>
  <message>
   <source>Best matches first</source>
   <translation>Beste Treffer zuerst</translation>
  </message>
  <message>
   <source>Bill</source>
   <translation>Rechnung</translation>
  </message>
  <message>
   <source>Both</source>
   <translation>Beide</translation>
  </message>
  <message>
   <source>Bring back the first version</source>
   <translation>Erste Fassung zurückholen</translation>
  </message>
  <message>
   <source>Budget…</source>
   <translation>Budget …</translation>
  </message>
  <message>
   <source>By meaning</source>
   <translation>Nach Bedeutung</translation>
  </message>
  <message>
   <source>By program</source>
   <translation>Nach Programm</translation>
  </message>
  <message>
   <source>By the channels of a stereo file</source>
   <translation>Nach den Kanälen einer Stereodatei</translation>
  </message>
  <message>
   <source>By their voices, by the service</source>
   <translation>An den Stimmen, durch den Dienst</translation>
  </message>
  <message>
   <source>By voice, on this device</source>
   <translation>Nach der Stimme, auf diesem Gerät</translation>
  </message>
  <message>
   <source>Can we hear you?</source>
   <translation>Hören wir Sie?</translation>
  </message>
  <message>
   <source>Can you hear it?</source>
   <translation>Hören Sie etwas?</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Cancel download</source>
   <translation>Download abbrechen</translation>
  </message>
  <message>
   <source>Cancel the download, and delete the {0} that are here?</source>
   <translation>Download abbrechen und die schon geladenen {0} löschen?</translation>
  </message>
  <message>
   <source>Captions</source>
   <translation>Untertitel</translation>
  </message>
  <message>
   <source>Captions full screen</source>
   <translation>Untertitel bildschirmfüllend</translation>
  </message>
  <message>
   <source>Change picture</source>
   <translation>Bild ändern</translation>
  </message>
  <message>
   <source>Change shortcuts…</source>
   <translation>Tastenkürzel ändern …</translation>
  </message>
  <message>
   <source>Change: {0}</source>
   <translation>Ändern: {0}</translation>
  </message>
  <message>
   <source>Change…</source>
   <translation>Ändern…</translation>
  </message>
  <message>
   <source>Chapters</source>
   <translation>Kapitel</translation>
  </message>
  <message>
   <source>Checking…</source>
   <translation>Wird geprüft …</translation>
  </message>
  <message>
   <source>Choose a file…</source>
   <translation>Datei wählen…</translation>
  </message>
  <message>
   <source>Choose automatically</source>
   <translation>Automatisch wählen</translation>
  </message>
  <message>
   <source>Choose files</source>
   <translation>Dateien wählen</translation>
  </message>
  <message>
   <source>Choose files…</source>
   <translation>Dateien wählen…</translation>
  </message>
  <message>
   <source>Choose folder…</source>
   <translation>Ordner wählen …</translation>
  </message>
  <message>
   <source>Choose where replies are heard, and the voice that speaks them. You can interrupt it by speaking.</source>
   <translation>Wählen Sie, wo Sie die Antworten hören und welche Stimme sie spricht. Sie können jederzeit dazwischensprechen.</translation>
  </message>
  <message>
   <source>Clean up</source>
   <translation>Aufräumen</translation>
  </message>
  <message>
   <source>Clean up this time</source>
   <translation>Diesmal aufräumen</translation>
  </message>
  <message>
   <source>Cleaned up</source>
   <translation>Aufgeräumt</translation>
  </message>
  <message>
   <source>Cleaning up</source>
   <translation>Wird aufgeräumt</translation>
  </message>
  <message>
   <source>Clear sentences</source>
   <translation>Klare Sätze</translation>
  </message>
  <message>
   <source>Click the window, or go to it within three seconds.</source>
   <translation>Auf das Fenster klicken oder in drei Sekunden dorthin wechseln.</translation>
  </message>
  <message>
   <source>Click to go there. Scroll to move, Ctrl and scroll to zoom.</source>
   <translation>Klicken springt dorthin. Scrollen verschiebt, Strg und Scrollen vergrößert.</translation>
  </message>
  <message>
   <source>Clipboard</source>
   <translation>Zwischenablage</translation>
  </message>
  <message>
   <source>Clipboard only</source>
   <translation>Nur in die Zwischenablage</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Close the window</source>
   <translation>Fenster schließen</translation>
  </message>
  <message>
   <source>Code comment</source>
   <translation>Kommentar im Code</translation>
  </message>
  <message>
   <source>Command or address</source>
   <translation>Befehl oder Adresse</translation>
  </message>
  <message>
   <source>Compare versions</source>
   <translation>Fassungen vergleichen</translation>
  </message>
  <message>
   <source>Compare with the bill</source>
   <translation>Mit der Rechnung vergleichen</translation>
  </message>
  <message>
   <source>Connected</source>
   <translation>Verbunden</translation>
  </message>
  <message>
   <source>Connection lost</source>
   <translation>Verbindung verloren</translation>
  </message>
  <message>
   <source>Contains no audio, words, or keys.</source>
   <translation>Enthält weder Ton noch Worte noch Schlüssel.</translation>
  </message>
  <message>
   <source>Continue</source>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <source>Continue this conversation</source>
   <translation>Gespräch fortsetzen</translation>
  </message>
  <message>
   <source>Conversation</source>
   <translation>Gespräch</translation>
  </message>
  <message>
   <source>Conversation deleted: {0}</source>
   <translation>Gespräch gelöscht: {0}</translation>
  </message>
  <message>
   <source>Conversation ended</source>
   <translation>Gespräch beendet</translation>
  </message>
  <message>
   <source>Conversation opened</source>
   <translation>Gespräch geöffnet</translation>
  </message>
  <message>
   <source>Conversation started</source>
   <translation>Gespräch begonnen</translation>
  </message>
  <message>
   <source>Conversations</source>
   <translation>Gespräche</translation>
  </message>
  <message>
   <source>Conversations that you uploaded to be searched: in the history, their menu, Export.</source>
   <translation>Gespräche, die Sie zum Durchsuchen hochgeladen haben: im Verlauf, in ihrem Menü unter Exportieren.</translation>
  </message>
  <message>
   <source>Copied {0}</source>
   <translation>Kopiert: {0}</translation>
  </message>
  <message>
   <source>Copied. Click where the words belong, and press Ctrl+V.</source>
   <translation>Kopiert. Jetzt dorthin klicken, wo die Worte hingehören, und Strg+V drücken.</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy as Markdown</source>
   <translation>Als Markdown kopieren</translation>
  </message>
  <message>
   <source>Copy as text</source>
   <translation>Als Text kopieren</translation>
  </message>
  <message>
   <source>Copy picture</source>
   <translation>Bild kopieren</translation>
  </message>
  <message>
   <source>Copy the words, click where they belong, and press Ctrl+V.</source>
   <translation>Kopieren, dorthin klicken, wo die Worte hingehören, und Strg+V drücken.</translation>
  </message>
  <message>
   <source>Correct the last dictation</source>
   <translation>Das letzte Diktat korrigieren</translation>
  </message>
  <message>
   <source>Correct “{0}”…</source>
   <translation>„{0}“ korrigieren …</translation>
  </message>
  <message>
   <source>Corrected {0} times</source>
   <translation>{0}-mal korrigiert</translation>
  </message>
  <message>
   <source>Correct…</source>
   <translation>Korrigieren …</translation>
  </message>
  <message>
   <source>Cost by day</source>
   <translation>Kosten pro Tag</translation>
  </message>
  <message>
   <source>Costs</source>
   <translation>Kosten</translation>
  </message>
  <message>
   <source>Counted here</source>
   <translation>Hier gezählt</translation>
  </message>
  <message>
   <source>Ctrl+Enter</source>
   <translation>Strg+Eingabe</translation>
  </message>
  <message>
   <source>Data folder</source>
   <translation>Datenordner</translation>
  </message>
  <message>
   <source>Date</source>
   <translation>Datum</translation>
  </message>
  <message>
   <source>Day (UTC)</source>
   <translation>Tag (UTC)</translation>
  </message>
  <message>
   <source>Decisions</source>
   <translation>Beschlüsse</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Delete all</source>
   <translation>Alles löschen</translation>
  </message>
  <message>
   <source>Delete all conversations and their audio? You can't undo this.</source>
   <translation>Alle Gespräche samt Ton löschen? Das lässt sich nicht rückgängig machen.</translation>
  </message>
  <message>
   <source>Delete all of this now? You can't undo this.</source>
   <translation>Alles hier endgültig löschen? Das lässt sich nicht rückgängig machen.</translation>
  </message>
  <message>
   <source>Delete all remembered voices</source>
   <translation>Alle gemerkten Stimmen löschen</translation>
  </message>
  <message>
   <source>Delete all…</source>
   <translation>Alles löschen …</translation>
  </message>
  <message>
   <source>Delete everything there</source>
   <translation>Alles dort löschen</translation>
  </message>
  <message>
   <source>Delete now</source>
   <translation>Jetzt löschen</translation>
  </message>
  <message>
   <source>Delete picture</source>
   <translation>Bild löschen</translation>
  </message>
  <message>
   <source>Delete this model ({0})? To use it again, you'd have to download it again.</source>
   <translation>Dieses Modell ({0}) löschen? Zum Verwenden muss es dann neu geladen werden.</translation>
  </message>
  <message>
   <source>Delete what is recorded of this meeting and not transcribed yet?</source>
   <translation>Löschen, was von dieser Besprechung aufgenommen und noch nicht transkribiert ist?</translation>
  </message>
  <message>
   <source>Delete: {0}</source>
   <translation>Löschen: {0}</translation>
  </message>
  <message>
   <source>Deleted</source>
   <translation>Gelöscht</translation>
  </message>
  <message>
   <source>Deleted: {0}</source>
   <translation>Gelöscht: {0}</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Details</translation>
  </message>
  <message>
   <source>Detected language</source>
   <translation>Erkannte Sprache</translation>
  </message>
  <message>
   <source>Device woke up</source>
   <translation>Gerät aufgewacht</translation>
  </message>
  <message>
   <source>Dictate</source>
   <translation>Diktieren</translation>
  </message>
  <message>
   <source>Dictate with: {0}</source>
   <translation>Diktieren mit: {0}</translation>
  </message>
  <message>
   <source>Dictated words</source>
   <translation>Diktierte Worte</translation>
  </message>
  <message>
   <source>Dictation</source>
   <translation>Diktat</translation>
  </message>
  <message>
   <source>Dictation profile</source>
   <translation>Profil fürs Diktieren</translation>
  </message>
  <message>
   <source>Dismiss</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Don't allow</source>
   <translation>Nicht erlauben</translation>
  </message>
  <message>
   <source>Don't ask again</source>
   <translation>Nicht mehr fragen</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Done: {0}</source>
   <translation>Erledigt: {0}</translation>
  </message>
  <message>
   <source>Download and use</source>
   <translation>Laden und nutzen</translation>
  </message>
  <message>
   <source>Download of {0}</source>
   <translation>Download von {0}</translation>
  </message>
  <message>
   <source>Downloading {0}. It speaks as soon as it's here.</source>
   <translation>{0} wird geladen. Die Stimme spricht, sobald sie da ist.</translation>
  </message>
  <message>
   <source>Downloading…</source>
   <translation>Wird heruntergeladen …</translation>
  </message>
  <message>
   <source>Drag around part of the screen. Esc cancels.</source>
   <translation>Ziehen Sie einen Rahmen um einen Teil des Bildschirms. Esc bricht ab.</translation>
  </message>
  <message>
   <source>Drawing “{0}”…</source>
   <translation>„{0}“ wird gezeichnet …</translation>
  </message>
  <message>
   <source>Drop files here, choose some, or paste a path.</source>
   <translation>Dateien hierher ziehen, auswählen oder einen Pfad einfügen.</translation>
  </message>
  <message>
   <source>Drop sound or video files here, or choose some. What is said in them comes into your history.</source>
   <translation>Ton- oder Videodateien hierher ziehen oder auswählen. Was darin gesagt wird, kommt in den Verlauf.</translation>
  </message>
  <message>
   <source>E-mail</source>
   <translation>E-Mail</translation>
  </message>
  <message>
   <source>Each answer's timeline appears here.</source>
   <translation>Hier erscheint der Zeitverlauf jeder Antwort.</translation>
  </message>
  <message>
   <source>Each line has the name of who speaks</source>
   <translation>Jede Zeile trägt den Namen dessen, der spricht</translation>
  </message>
  <message>
   <source>Earlier conversation</source>
   <translation>Früheres Gespräch</translation>
  </message>
  <message>
   <source>Edit</source>
   <translation>Bearbeiten</translation>
  </message>
  <message>
   <source>Edit message</source>
   <translation>Nachricht bearbeiten</translation>
  </message>
  <message>
   <source>Edit undone</source>
   <translation>Bearbeitung zurückgenommen</translation>
  </message>
  <message>
   <source>Empty</source>
   <translation>Leeren</translation>
  </message>
  <message>
   <source>End</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>End hands-free dictation</source>
   <translation>Freihändiges Diktat beenden</translation>
  </message>
  <message>
   <source>End the conversation</source>
   <translation>Gespräch beenden</translation>
  </message>
  <message>
   <source>Ended</source>
   <translation>Beendet</translation>
  </message>
  <message>
   <source>Ends</source>
   <translation>Ende</translation>
  </message>
  <message>
   <source>Engine</source>
   <translation>Antwortweg</translation>
  </message>
  <message>
   <source>Engines…</source>
   <translation>Antwortwege …</translation>
  </message>
  <message>
   <source>English</source>
   <translation>Englisch</translation>
  </message>
  <message>
   <source>Enter</source>
   <translation>Eingabe</translation>
  </message>
  <message>
   <source>Enter a key</source>
   <translation>Schlüssel eingeben</translation>
  </message>
  <message>
   <source>Enter a word, and beside it how it's said.</source>
   <translation>Geben Sie ein Wort ein und daneben, wie es klingt.</translation>
  </message>
  <message>
   <source>Enter accepts · Esc cancels</source>
   <translation>Eingabe übernimmt · Esc verwirft</translation>
  </message>
  <message>
   <source>Enter saves, Shift+Enter starts a new line, Esc cancels.</source>
   <translation>Eingabe speichert, Umschalt+Eingabe beginnt eine neue Zeile, Esc bricht ab.</translation>
  </message>
  <message>
   <source>Esc</source>
   <translation>Esc</translation>
  </message>
  <message>
   <source>Esc ends at once</source>
   <translation>Esc beendet sofort</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <source>Everything deleted</source>
   <translation>Alles gelöscht</translation>
  </message>
  <message>
   <source>Everything stopped</source>
   <translation>Alles angehalten</translation>
  </message>
  <message>
   <source>Everything was played</source>
   <translation>Alles abgespielt</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <source>Export the downloaded models to a folder</source>
   <translation>Geladene Modelle in einen Ordner exportieren</translation>
  </message>
  <message>
   <source>Export the profile</source>
   <translation>Profil exportieren</translation>
  </message>
  <message>
   <source>Export words</source>
   <translation>Wörter exportieren</translation>
  </message>
  <message>
   <source>Export words…</source>
   <translation>Wörter exportieren …</translation>
  </message>
  <message>
   <source>Exported.</source>
   <translation>Exportiert.</translation>
  </message>
  <message>
   <source>Exporting…</source>
   <translation>Wird exportiert …</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>Exportieren …</translation>
  </message>
  <message>
   <source>Files</source>
   <translation>Dateien</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>Filtern</translation>
  </message>
  <message>
   <source>Filter events</source>
   <translation>Ereignisse filtern</translation>
  </message>
  <message>
   <source>Filter…</source>
   <translation>Filtern …</translation>
  </message>
  <message>
   <source>Find</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <source>Find and replace</source>
   <translation>Suchen und ersetzen</translation>
  </message>
  <message>
   <source>Find servers in the house</source>
   <translation>Server im Haus suchen</translation>
  </message>
  <message>
   <source>Find similar</source>
   <translation>Ähnliches suchen</translation>
  </message>
  <message>
   <source>Find who spoke</source>
   <translation>Herausfinden, wer sprach</translation>
  </message>
  <message>
   <source>Finding out who spoke</source>
   <translation>Es wird herausgefunden, wer sprach</translation>
  </message>
  <message>
   <source>Finds out by their voices who spoke, and gives each line a name.</source>
   <translation>Findet anhand der Stimmen heraus, wer sprach, und gibt jeder Zeile einen Namen.</translation>
  </message>
  <message>
   <source>Finds out in ten seconds which models are fast enough here.</source>
   <translation>Findet in zehn Sekunden heraus, welche Modelle hier schnell genug sind.</translation>
  </message>
  <message>
   <source>First version</source>
   <translation>Erste Fassung</translation>
  </message>
  <message>
   <source>First version:</source>
   <translation>Erste Fassung:</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Folder: {0}</source>
   <translation>Ordner: {0}</translation>
  </message>
  <message>
   <source>For a computer without a network: export the models here, and import them there.</source>
   <translation>Für einen Computer ohne Netz: die Modelle hier exportieren und dort importieren.</translation>
  </message>
  <message>
   <source>Format</source>
   <translation>Format</translation>
  </message>
  <message>
   <source>Found by meaning: {0}</source>
   <translation>Nach Bedeutung gefunden: {0}</translation>
  </message>
  <message>
   <source>Found on this computer. What's already in your history isn't imported again, and nothing there is changed.</source>
   <translation>Auf diesem Computer gefunden. Was schon im Verlauf ist, wird nicht noch einmal importiert, und dort wird nichts geändert.</translation>
  </message>
  <message>
   <source>Found: {0}</source>
   <translation>Gefunden: {0}</translation>
  </message>
  <message>
   <source>Frees their memory. The next answer loads them again.</source>
   <translation>Gibt ihren Speicher frei. Die nächste Antwort lädt sie wieder.</translation>
  </message>
  <message>
   <source>From a file…</source>
   <translation>Aus einer Datei …</translation>
  </message>
  <message>
   <source>Get</source>
   <translation>Herunterladen</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Go to the line that this came from</source>
   <translation>Zur Zeile gehen, aus der das stammt</translation>
  </message>
  <message>
   <source>Go to {0}</source>
   <translation>Zu {0} gehen</translation>
  </message>
  <message>
   <source>Hands-free</source>
   <translation>Freisprechen</translation>
  </message>
  <message>
   <source>Hands-free, server detects pauses</source>
   <translation>Freisprechen, Server erkennt Pausen</translation>
  </message>
  <message>
   <source>Hands-free, server follows meaning</source>
   <translation>Freisprechen, Server achtet auf den Sinn</translation>
  </message>
  <message>
   <source>Has a text written by one of your prompts</source>
   <translation>Lässt einen Text nach einer der Vorgaben schreiben</translation>
  </message>
  <message>
   <source>Hear a sample</source>
   <translation>Hörprobe</translation>
  </message>
  <message>
   <source>Hear it</source>
   <translation>Anhören</translation>
  </message>
  <message>
   <source>Hear yourself</source>
   <translation>Sich selbst hören</translation>
  </message>
  <message>
   <source>Heard “{0}”, you wrote “{1}”</source>
   <translation>Gehört „{0}“, Sie schrieben „{1}“</translation>
  </message>
  <message>
   <source>Hearing</source>
   <translation>Hört zu</translation>
  </message>
  <message>
   <source>Hide captions</source>
   <translation>Untertitel ausblenden</translation>
  </message>
  <message>
   <source>Hide reasoning</source>
   <translation>Gedanken ausblenden</translation>
  </message>
  <message>
   <source>Hide the details</source>
   <translation>Details ausblenden</translation>
  </message>
  <message>
   <source>Hide what changed</source>
   <translation>Änderungen ausblenden</translation>
  </message>
  <message>
   <source>History</source>
   <translation>Verlauf</translation>
  </message>
  <message>
   <source>How many speak</source>
   <translation>Wie viele sprechen</translation>
  </message>
  <message>
   <source>How text is inserted</source>
   <translation>Einfügen</translation>
  </message>
  <message>
   <source>How these persons sound is kept on this device, so that they get their names in later recordings.</source>
   <translation>Wie diese Personen klingen, ist auf diesem Gerät aufgehoben, damit sie in späteren Aufnahmen ihre Namen bekommen.</translation>
  </message>
  <message>
   <source>How words are written</source>
   <translation>Schreibweise</translation>
  </message>
  <message>
   <source>I don't know</source>
   <translation>Weiß ich nicht</translation>
  </message>
  <message>
   <source>Import</source>
   <translation>Importieren</translation>
  </message>
  <message>
   <source>Import a folder of models</source>
   <translation>Ordner mit Modellen importieren</translation>
  </message>
  <message>
   <source>Import folder…</source>
   <translation>Ordner importieren …</translation>
  </message>
  <message>
   <source>Import from {0} ({1})</source>
   <translation>Aus {0} importieren ({1})</translation>
  </message>
  <message>
   <source>Import profiles</source>
   <translation>Profile importieren</translation>
  </message>
  <message>
   <source>Import words</source>
   <translation>Wörter importieren</translation>
  </message>
  <message>
   <source>Import words…</source>
   <translation>Wörter importieren …</translation>
  </message>
  <message>
   <source>Imported: {0}</source>
   <translation>Importiert: {0}</translation>
  </message>
  <message>
   <source>Importing…</source>
   <translation>Wird importiert …</translation>
  </message>
  <message>
   <source>Import…</source>
   <translation>Importieren …</translation>
  </message>
  <message>
   <source>Improved by {0}</source>
   <translation>Verbessert durch {0}</translation>
  </message>
  <message>
   <source>In the order in which they first speak, if you know it</source>
   <translation>In der Reihenfolge, in der sie zuerst sprechen, falls bekannt</translation>
  </message>
  <message>
   <source>In use: {0}</source>
   <translation>In Gebrauch: {0}</translation>
  </message>
  <message>
   <source>In “{0}”</source>
   <translation>In „{0}“</translation>
  </message>
  <message>
   <source>Include audio, if supported</source>
   <translation>Ton einschließen, wenn möglich</translation>
  </message>
  <message>
   <source>Insert</source>
   <translation>Einfügen</translation>
  </message>
  <message>
   <source>Insert again</source>
   <translation>Erneut einfügen</translation>
  </message>
  <message>
   <source>Insert here</source>
   <translation>Hier einfügen</translation>
  </message>
  <message>
   <source>Inserted</source>
   <translation>Eingefügt</translation>
  </message>
  <message>
   <source>Inserting</source>
   <translation>Wird eingefügt</translation>
  </message>
  <message>
   <source>Interpreted conversation</source>
   <translation>Gedolmetschtes Gespräch</translation>
  </message>
  <message>
   <source>It was right there; ask again if it comes up twice</source>
   <translation>Es war nur dort richtig; bei zwei weiteren Korrekturen wieder fragen</translation>
  </message>
  <message>
   <source>Just a noise: answer went on</source>
   <translation>Nur ein Geräusch: Antwort ging weiter</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>Keep a copy (about 50 MB an hour)</source>
   <translation>Kopie behalten (etwa 50 MB je Stunde)</translation>
  </message>
  <message>
   <source>Keep both</source>
   <translation>Beides behalten</translation>
  </message>
  <message>
   <source>Keep listening</source>
   <translation>Weiter zuhören</translation>
  </message>
  <message>
   <source>Keep listening in the background?</source>
   <translation>Im Hintergrund weiter zuhören?</translation>
  </message>
  <message>
   <source>Kept</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>Kept. It's translated once the service can be reached again.</source>
   <translation>Aufgehoben. Es wird übersetzt, sobald der Dienst wieder erreichbar ist.</translation>
  </message>
  <message>
   <source>Key for {0} found in {1}.</source>
   <translation>Schlüssel für {0} gefunden in: {1}.</translation>
  </message>
  <message>
   <source>Key of its own</source>
   <translation>Eigene Taste</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>Art</translation>
  </message>
  <message>
   <source>Language model</source>
   <translation>Sprachmodell</translation>
  </message>
  <message>
   <source>Language on the left</source>
   <translation>Sprache links</translation>
  </message>
  <message>
   <source>Language on the right</source>
   <translation>Sprache rechts</translation>
  </message>
  <message>
   <source>Languages</source>
   <translation>Sprachen</translation>
  </message>
  <message>
   <source>Languages of the voices</source>
   <translation>Sprachen der Stimmen</translation>
  </message>
  <message>
   <source>Last 12 months</source>
   <translation>Letzte 12 Monate</translation>
  </message>
  <message>
   <source>Last 30 days</source>
   <translation>Letzte 30 Tage</translation>
  </message>
  <message>
   <source>Last 7 days</source>
   <translation>Letzte 7 Tage</translation>
  </message>
  <message>
   <source>Lately dictated to</source>
   <translation>Zuletzt benutzt</translation>
  </message>
  <message>
   <source>Left</source>
   <translation>Links</translation>
  </message>
  <message>
   <source>Let go now</source>
   <translation>Jetzt freigeben</translation>
  </message>
  <message>
   <source>Let go to insert</source>
   <translation>Loslassen fügt ein</translation>
  </message>
  <message>
   <source>Let go to insert · Esc cancels</source>
   <translation>Loslassen fügt ein · Esc bricht ab</translation>
  </message>
  <message>
   <source>Lies there: {0}</source>
   <translation>Dort liegen: {0}</translation>
  </message>
  <message>
   <source>Line ends</source>
   <translation>Zeilenenden</translation>
  </message>
  <message>
   <source>List</source>
   <translation>Liste</translation>
  </message>
  <message>
   <source>Listen</source>
   <translation>Anhören</translation>
  </message>
  <message>
   <source>Listen to</source>
   <translation>Anhören</translation>
  </message>
  <message>
   <source>Listening</source>
   <translation>Ich höre zu</translation>
  </message>
  <message>
   <source>Listening to the lines of {0}…</source>
   <translation>Die Zeilen von {0} werden angehört…</translation>
  </message>
  <message>
   <source>Looking for a few seconds…</source>
   <translation>Sucht einige Sekunden lang …</translation>
  </message>
  <message>
   <source>Looking for a key…</source>
   <translation>Schlüssel wird gesucht …</translation>
  </message>
  <message>
   <source>Looking for models…</source>
   <translation>Modelle werden gesucht …</translation>
  </message>
  <message>
   <source>Looking through your history…</source>
   <translation>Ihr Verlauf wird durchsucht …</translation>
  </message>
  <message>
   <source>Looks for Wyoming servers, as Home Assistant runs them. They transcribe and speak in your own network.</source>
   <translation>Sucht nach Wyoming-Servern, wie Home Assistant sie betreibt. Sie erkennen Sprache und sprechen in Ihrem eigenen Netz.</translation>
  </message>
  <message>
   <source>Match case</source>
   <translation>Groß- und Kleinschreibung</translation>
  </message>
  <message>
   <source>Me</source>
   <translation>Ich</translation>
  </message>
  <message>
   <source>Measure speed</source>
   <translation>Tempo messen</translation>
  </message>
  <message>
   <source>Measuring for ten seconds…</source>
   <translation>Misst zehn Sekunden lang …</translation>
  </message>
  <message>
   <source>Meeting {0}</source>
   <translation>Besprechung {0}</translation>
  </message>
  <message>
   <source>Memory</source>
   <translation>Gedächtnis</translation>
  </message>
  <message>
   <source>Merge with the next message</source>
   <translation>Mit der nächsten Nachricht verbinden</translation>
  </message>
  <message>
   <source>Message</source>
   <translation>Nachricht</translation>
  </message>
  <message>
   <source>Message deleted</source>
   <translation>Nachricht gelöscht</translation>
  </message>
  <message>
   <source>Message edited</source>
   <translation>Nachricht bearbeitet</translation>
  </message>
  <message>
   <source>Message restored</source>
   <translation>Nachricht wiederhergestellt</translation>
  </message>
  <message>
   <source>Message saved</source>
   <translation>Nachricht gespeichert</translation>
  </message>
  <message>
   <source>Message split</source>
   <translation>Nachricht geteilt</translation>
  </message>
  <message>
   <source>Message typed</source>
   <translation>Nachricht geschrieben</translation>
  </message>
  <message>
   <source>Messages merged</source>
   <translation>Nachrichten verbunden</translation>
  </message>
  <message>
   <source>Messages that may fit</source>
   <translation>Nachrichten, die passen könnten</translation>
  </message>
  <message>
   <source>Microphone</source>
   <translation>Mikrofon</translation>
  </message>
  <message>
   <source>Microphone changed</source>
   <translation>Mikrofon gewechselt</translation>
  </message>
  <message>
   <source>Microphone level</source>
   <translation>Mikrofonpegel</translation>
  </message>
  <message>
   <source>Microphone muted or unmuted</source>
   <translation>Mikrofon stumm- oder eingeschaltet</translation>
  </message>
  <message>
   <source>Mixed</source>
   <translation>Gemischt</translation>
  </message>
  <message>
   <source>Mode</source>
   <translation>Modus</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>Model is loading</source>
   <translation>Modell wird geladen</translation>
  </message>
  <message>
   <source>Models…</source>
   <translation>Modelle …</translation>
  </message>
  <message>
   <source>More</source>
   <translation>Mehr</translation>
  </message>
  <message>
   <source>More…</source>
   <translation>Mehr …</translation>
  </message>
  <message>
   <source>Move down</source>
   <translation>Nach unten</translation>
  </message>
  <message>
   <source>Move up</source>
   <translation>Nach oben</translation>
  </message>
  <message>
   <source>Mute</source>
   <translation>Stummschalten</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Name on the left channel</source>
   <translation>Name auf dem linken Kanal</translation>
  </message>
  <message>
   <source>Name on the right channel</source>
   <translation>Name auf dem rechten Kanal</translation>
  </message>
  <message>
   <source>Network is back</source>
   <translation>Netz ist wieder da</translation>
  </message>
  <message>
   <source>Never</source>
   <translation>Nie</translation>
  </message>
  <message>
   <source>New</source>
   <translation>Neu</translation>
  </message>
  <message>
   <source>New connection needed</source>
   <translation>Neue Verbindung nötig</translation>
  </message>
  <message>
   <source>New conversation</source>
   <translation>Neues Gespräch</translation>
  </message>
  <message>
   <source>New files in {0} are transcribed by themselves.</source>
   <translation>Neue Dateien in {0} werden von selbst transkribiert.</translation>
  </message>
  <message>
   <source>New files of a watched folder are transcribed by themselves.</source>
   <translation>Neue Dateien eines beobachteten Ordners werden von selbst transkribiert.</translation>
  </message>
  <message>
   <source>New messages</source>
   <translation>Neue Nachrichten</translation>
  </message>
  <message>
   <source>New profile</source>
   <translation>Neues Profil</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Nächste Stelle</translation>
  </message>
  <message>
   <source>Next: microphone</source>
   <translation>Weiter: Mikrofon</translation>
  </message>
  <message>
   <source>Next: voice</source>
   <translation>Weiter: Stimme</translation>
  </message>
  <message>
   <source>No</source>
   <translation>Nein</translation>
  </message>
  <message>
   <source>No exact match. Similar:</source>
   <translation>Kein genauer Treffer. Ähnlich:</translation>
  </message>
  <message>
   <source>No key for {0} yet. voiceapp stores it in the system keyring and sends it only to that host.</source>
   <translation>Noch kein Schlüssel für {0}. voiceapp speichert ihn im Schlüsselbund des Systems und sendet ihn nur an diesen Server.</translation>
  </message>
  <message>
   <source>No list</source>
   <translation>Keine Liste</translation>
  </message>
  <message>
   <source>No messages yet.
Press the button and speak, or type below.</source>
   <translation>Noch keine Nachrichten.
Drücken Sie den Knopf und sprechen Sie, oder schreiben Sie unten.</translation>
  </message>
  <message>
   <source>No microphone</source>
   <translation>Kein Mikrofon</translation>
  </message>
  <message>
   <source>No name</source>
   <translation>Kein Name</translation>
  </message>
  <message>
   <source>No other program here has servers that you don't have yet.</source>
   <translation>Kein anderes Programm hier hat Server, die Sie noch nicht haben.</translation>
  </message>
  <message>
   <source>No profile</source>
   <translation>Kein Profil</translation>
  </message>
  <message>
   <source>No results</source>
   <translation>Nichts gefunden</translation>
  </message>
  <message>
   <source>No speech found</source>
   <translation>Keine Sprache gefunden</translation>
  </message>
  <message>
   <source>Nobody was asked.</source>
   <translation>Niemand wurde gefragt.</translation>
  </message>
  <message>
   <source>None</source>
   <translation>Keines</translation>
  </message>
  <message>
   <source>None announced itself. You can enter an address such as tcp://192.168.1.20:10300.</source>
   <translation>Keiner hat sich gemeldet. Sie können eine Adresse wie tcp://192.168.1.20:10300 eingeben.</translation>
  </message>
  <message>
   <source>None on this device</source>
   <translation>Keine auf diesem Gerät</translation>
  </message>
  <message>
   <source>None. A person's voice is remembered only when you choose it in the menu of one of their lines.</source>
   <translation>Keine. Die Stimme einer Person wird nur gemerkt, wenn Sie es im Menü einer ihrer Zeilen wählen.</translation>
  </message>
  <message>
   <source>Not inserted</source>
   <translation>Nicht eingefügt</translation>
  </message>
  <message>
   <source>Not summarised yet</source>
   <translation>Noch nicht zusammengefasst</translation>
  </message>
  <message>
   <source>Notes and lists</source>
   <translation>Notizen und Listen</translation>
  </message>
  <message>
   <source>Nothing found</source>
   <translation>Nichts gefunden</translation>
  </message>
  <message>
   <source>Nothing has left this device yet</source>
   <translation>Bisher hat nichts dieses Gerät verlassen</translation>
  </message>
  <message>
   <source>Nothing is here now.</source>
   <translation>Zurzeit ist hier nichts.</translation>
  </message>
  <message>
   <source>Nothing is kept of what is said now. Press to come back.</source>
   <translation>Von dem, was jetzt gesagt wird, bleibt nichts gespeichert. Drücken, um zurückzukehren.</translation>
  </message>
  <message>
   <source>Nothing is noted yet.</source>
   <translation>Noch ist nichts notiert.</translation>
  </message>
  <message>
   <source>Nothing is remembered.</source>
   <translation>Nichts ist gemerkt.</translation>
  </message>
  <message>
   <source>Nothing is sent until you start</source>
   <translation>Vor dem Start wird nichts gesendet</translation>
  </message>
  <message>
   <source>Nothing leaves this device</source>
   <translation>Nichts verlässt dieses Gerät</translation>
  </message>
  <message>
   <source>Nothing left this device.</source>
   <translation>Nichts hat dieses Gerät verlassen.</translation>
  </message>
  <message>
   <source>Nothing of yours lies there.</source>
   <translation>Dort liegt nichts von Ihnen.</translation>
  </message>
  <message>
   <source>Nothing spent</source>
   <translation>Keine Ausgaben</translation>
  </message>
  <message>
   <source>Nothing yet</source>
   <translation>Noch nichts</translation>
  </message>
  <message>
   <source>Now using {0}</source>
   <translation>Verwendet wird jetzt {0}</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>Aus</translation>
  </message>
  <message>
   <source>Off the record</source>
   <translation>Unter uns</translation>
  </message>
  <message>
   <source>Off the record or back</source>
   <translation>Unter uns oder wieder offiziell</translation>
  </message>
  <message>
   <source>Off the record: nothing is kept here</source>
   <translation>Unter uns: hier wird nichts gespeichert</translation>
  </message>
  <message>
   <source>Off. Only your voice and your words are used.</source>
   <translation>Aus. Nur Stimme und Worte werden verwendet.</translation>
  </message>
  <message>
   <source>On</source>
   <translation>An</translation>
  </message>
  <message>
   <source>On the bill</source>
   <translation>Auf der Rechnung</translation>
  </message>
  <message>
   <source>One moment…</source>
   <translation>Einen Moment …</translation>
  </message>
  <message>
   <source>Only here</source>
   <translation>Nur hier</translation>
  </message>
  <message>
   <source>Only the lines of {0}</source>
   <translation>Nur die Zeilen von {0}</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Open folder</source>
   <translation>Ordner öffnen</translation>
  </message>
  <message>
   <source>Open large</source>
   <translation>Groß öffnen</translation>
  </message>
  <message>
   <source>Open questions</source>
   <translation>Offene Fragen</translation>
  </message>
  <message>
   <source>Open the window to read it.</source>
   <translation>Öffnen Sie das Fenster, um es zu lesen.</translation>
  </message>
  <message>
   <source>Open window</source>
   <translation>Fenster öffnen</translation>
  </message>
  <message>
   <source>Opening the microphone…</source>
   <translation>Mikrofon wird geöffnet …</translation>
  </message>
  <message>
   <source>Opens this conversation</source>
   <translation>Öffnet dieses Gespräch</translation>
  </message>
  <message>
   <source>Options…</source>
   <translation>Optionen …</translation>
  </message>
  <message>
   <source>Original</source>
   <translation>Original</translation>
  </message>
  <message>
   <source>Other language</source>
   <translation>Andere Sprache</translation>
  </message>
  <message>
   <source>Others</source>
   <translation>Andere</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
  <message>
   <source>Part of a picture</source>
   <translation>Teil eines Bildes</translation>
  </message>
  <message>
   <source>Part of the screen</source>
   <translation>Teil des Bildschirms</translation>
  </message>
  <message>
   <source>Part {0} of {1}…</source>
   <translation>Teil {0} von {1}…</translation>
  </message>
  <message>
   <source>Paste a key</source>
   <translation>Schlüssel einfügen</translation>
  </message>
  <message>
   <source>Paste an admin key</source>
   <translation>Admin-Schlüssel einfügen</translation>
  </message>
  <message>
   <source>Paste the path of a file or a folder</source>
   <translation>Pfad einer Datei oder eines Ordners einfügen</translation>
  </message>
  <message>
   <source>Pasted</source>
   <translation>Über die Zwischenablage</translation>
  </message>
  <message>
   <source>Path</source>
   <translation>Pfad</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Pause</translation>
  </message>
  <message>
   <source>Pause judged</source>
   <translation>Pause beurteilt</translation>
  </message>
  <message>
   <source>Paused</source>
   <translation>Pausiert</translation>
  </message>
  <message>
   <source>Pick a window…</source>
   <translation>Fenster zeigen …</translation>
  </message>
  <message>
   <source>Picture</source>
   <translation>Bild</translation>
  </message>
  <message>
   <source>Picture {0}</source>
   <translation>Bild {0}</translation>
  </message>
  <message>
   <source>Pin</source>
   <translation>Anheften</translation>
  </message>
  <message>
   <source>Pinned</source>
   <translation>Angeheftet</translation>
  </message>
  <message>
   <source>Play</source>
   <translation>Abspielen</translation>
  </message>
  <message>
   <source>Play around it</source>
   <translation>Stelle abspielen</translation>
  </message>
  <message>
   <source>Play it from the file (no space)</source>
   <translation>Aus der Datei abspielen (kein Platz)</translation>
  </message>
  <message>
   <source>Playback stopped</source>
   <translation>Wiedergabe gestoppt</translation>
  </message>
  <message>
   <source>Point deleted</source>
   <translation>Punkt gelöscht</translation>
  </message>
  <message>
   <source>Preparing…</source>
   <translation>Wird vorbereitet …</translation>
  </message>
  <message>
   <source>Press again to insert</source>
   <translation>Erneut drücken fügt ein</translation>
  </message>
  <message>
   <source>Press again to insert · Esc cancels</source>
   <translation>Erneut drücken fügt ein · Esc bricht ab</translation>
  </message>
  <message>
   <source>Preview</source>
   <translation>Vorschau</translation>
  </message>
  <message>
   <source>Previous</source>
   <translation>Vorige Stelle</translation>
  </message>
  <message>
   <source>Privacy…</source>
   <translation>Datenschutz …</translation>
  </message>
  <message>
   <source>Profile</source>
   <translation>Profil</translation>
  </message>
  <message>
   <source>Profile: {0}</source>
   <translation>Profil: {0}</translation>
  </message>
  <message>
   <source>Profiles</source>
   <translation>Profile</translation>
  </message>
  <message>
   <source>Programs</source>
   <translation>Programme</translation>
  </message>
  <message>
   <source>Programs that speak MCP offer tools to the assistant. Each is off until you switch it on, and each call asks you first.</source>
   <translation>Programme, die MCP sprechen, bieten dem Assistenten Werkzeuge an. Jedes ist aus, bis Sie es einschalten, und jeder Aufruf fragt Sie zuerst.</translation>
  </message>
  <message>
   <source>Punctuated</source>
   <translation>Mit Satzzeichen</translation>
  </message>
  <message>
   <source>Push-to-talk</source>
   <translation>Sprechtaste</translation>
  </message>
  <message>
   <source>Question about your history</source>
   <translation>Frage zum Verlauf</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Rate limits</source>
   <translation>Limits des Dienstes</translation>
  </message>
  <message>
   <source>Rate limits changed</source>
   <translation>Limits des Dienstes geändert</translation>
  </message>
  <message>
   <source>Read</source>
   <translation>Lesen</translation>
  </message>
  <message>
   <source>Reasoning</source>
   <translation>Gedanken</translation>
  </message>
  <message>
   <source>Rebuild history…</source>
   <translation>Verlauf wiederherstellen …</translation>
  </message>
  <message>
   <source>Recently deleted</source>
   <translation>Zuletzt gelöscht</translation>
  </message>
  <message>
   <source>Recogniser</source>
   <translation>Spracherkennung</translation>
  </message>
  <message>
   <source>Record a meeting</source>
   <translation>Besprechung aufnehmen</translation>
  </message>
  <message>
   <source>Record a meeting…</source>
   <translation>Besprechung aufnehmen…</translation>
  </message>
  <message>
   <source>Record and play back three seconds</source>
   <translation>Drei Sekunden aufnehmen und abspielen</translation>
  </message>
  <message>
   <source>Recording</source>
   <translation>Aufnahme läuft</translation>
  </message>
  <message>
   <source>Recording not found</source>
   <translation>Aufnahme nicht gefunden</translation>
  </message>
  <message>
   <source>Recording since {0}</source>
   <translation>Aufnahme seit {0}</translation>
  </message>
  <message>
   <source>Recordings</source>
   <translation>Aufnahmen</translation>
  </message>
  <message>
   <source>Remember</source>
   <translation>Merken</translation>
  </message>
  <message>
   <source>Remember the voice of {0}</source>
   <translation>Stimme von {0} merken</translation>
  </message>
  <message>
   <source>Remember the voice of {0}…</source>
   <translation>Stimme von {0} merken…</translation>
  </message>
  <message>
   <source>Remembered voices</source>
   <translation>Gemerkte Stimmen</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Remove from the list</source>
   <translation>Aus der Liste nehmen</translation>
  </message>
  <message>
   <source>Remove picture {0}</source>
   <translation>Bild {0} entfernen</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <source>Rename “{0}”…</source>
   <translation>„{0}“ umbenennen …</translation>
  </message>
  <message>
   <source>Renamed in all lines</source>
   <translation>In allen Zeilen umbenannt</translation>
  </message>
  <message>
   <source>Rename…</source>
   <translation>Umbenennen …</translation>
  </message>
  <message>
   <source>Replace</source>
   <translation>Ersetzen</translation>
  </message>
  <message>
   <source>Replace all</source>
   <translation>Alle ersetzen</translation>
  </message>
  <message>
   <source>Replace with</source>
   <translation>Ersetzen durch</translation>
  </message>
  <message>
   <source>Replacements</source>
   <translation>Ersetzungen</translation>
  </message>
  <message>
   <source>Reset {0}</source>
   <translation>{0} zurücksetzen</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Wiederherstellen</translation>
  </message>
  <message>
   <source>Restored</source>
   <translation>Wiederhergestellt</translation>
  </message>
  <message>
   <source>Restore…</source>
   <translation>Wiederherstellen…</translation>
  </message>
  <message>
   <source>Restoring… Nothing changes until all of it is here.</source>
   <translation>Wird wiederhergestellt… Bis alles da ist, ändert sich nichts.</translation>
  </message>
  <message>
   <source>Resume</source>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <source>Rewriting</source>
   <translation>Wird umformuliert</translation>
  </message>
  <message>
   <source>Rewritten</source>
   <translation>Umformuliert</translation>
  </message>
  <message>
   <source>Rewritten text</source>
   <translation>Umformulierter Text</translation>
  </message>
  <message>
   <source>Right</source>
   <translation>Rechts</translation>
  </message>
  <message>
   <source>Ring again in {0} minutes</source>
   <translation>In {0} Minuten erneut klingeln</translation>
  </message>
  <message>
   <source>SHA-256 (optional)</source>
   <translation>SHA-256 (freiwillig)</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <source>Save all now</source>
   <translation>Jetzt alle speichern</translation>
  </message>
  <message>
   <source>Save and ask again</source>
   <translation>Speichern und neu fragen</translation>
  </message>
  <message>
   <source>Save picture</source>
   <translation>Bild speichern</translation>
  </message>
  <message>
   <source>Save report</source>
   <translation>Bericht speichern</translation>
  </message>
  <message>
   <source>Saved {0}</source>
   <translation>Gespeichert: {0}</translation>
  </message>
  <message>
   <source>Save…</source>
   <translation>Speichern …</translation>
  </message>
  <message>
   <source>Saving failed</source>
   <translation>Speichern fehlgeschlagen</translation>
  </message>
  <message>
   <source>Saving works again</source>
   <translation>Speichern geht wieder</translation>
  </message>
  <message>
   <source>Saving… You can go on working.</source>
   <translation>Wird gesichert… Sie können weiterarbeiten.</translation>
  </message>
  <message>
   <source>Say something. If the bar doesn't move, choose another microphone.</source>
   <translation>Sagen Sie etwas. Wenn sich der Balken nicht bewegt, wählen Sie ein anderes Mikrofon.</translation>
  </message>
  <message>
   <source>Say the question</source>
   <translation>Frage sprechen</translation>
  </message>
  <message>
   <source>Say what to do with the selected text</source>
   <translation>Was soll mit dem markierten Text geschehen?</translation>
  </message>
  <message>
   <source>Say “{0}” to end</source>
   <translation>Zum Beenden „{0}“ sagen</translation>
  </message>
  <message>
   <source>Says the selected word as it's spelled here</source>
   <translation>Spricht das gewählte Wort, wie es hier geschrieben ist</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <source>Search by meaning</source>
   <translation>Suche nach Bedeutung</translation>
  </message>
  <message>
   <source>Search conversations</source>
   <translation>Gespräche durchsuchen</translation>
  </message>
  <message>
   <source>Search settings</source>
   <translation>Einstellungen durchsuchen</translation>
  </message>
  <message>
   <source>Search settings…</source>
   <translation>Einstellungen durchsuchen …</translation>
  </message>
  <message>
   <source>Search…</source>
   <translation>Suchen …</translation>
  </message>
  <message>
   <source>Selected text</source>
   <translation>Markierter Text</translation>
  </message>
  <message>
   <source>Send</source>
   <translation>Senden</translation>
  </message>
  <message>
   <source>Server of tools</source>
   <translation>Server mit Werkzeugen</translation>
  </message>
  <message>
   <source>Servers in the house</source>
   <translation>Server im Haus</translation>
  </message>
  <message>
   <source>Service this key is for</source>
   <translation>Dienst, für den der Schlüssel gilt</translation>
  </message>
  <message>
   <source>Setting</source>
   <translation>Einstellung</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Settings changed</source>
   <translation>Einstellungen geändert</translation>
  </message>
  <message>
   <source>Show everything</source>
   <translation>Alle anzeigen</translation>
  </message>
  <message>
   <source>Show fewer</source>
   <translation>Weniger anzeigen</translation>
  </message>
  <message>
   <source>Show reasoning</source>
   <translation>Gedanken anzeigen</translation>
  </message>
  <message>
   <source>Show the details</source>
   <translation>Details anzeigen</translation>
  </message>
  <message>
   <source>Show what changed</source>
   <translation>Änderungen zeigen</translation>
  </message>
  <message>
   <source>Show what lies there</source>
   <translation>Zeigen, was dort liegt</translation>
  </message>
  <message>
   <source>Show {0} more</source>
   <translation>{0} weitere anzeigen</translation>
  </message>
  <message>
   <source>Shows below each line what was recognised before it was changed.</source>
   <translation>Zeigt unter jeder Zeile, was vor der Änderung erkannt wurde.</translation>
  </message>
  <message>
   <source>Side question answered</source>
   <translation>Nebenfrage beantwortet</translation>
  </message>
  <message>
   <source>Sign in</source>
   <translation>Anmelden</translation>
  </message>
  <message>
   <source>Silence</source>
   <translation>Still</translation>
  </message>
  <message>
   <source>Skip</source>
   <translation>Überspringen</translation>
  </message>
  <message>
   <source>Skip silence</source>
   <translation>Stille überspringen</translation>
  </message>
  <message>
   <source>Small bar</source>
   <translation>Kleine Leiste</translation>
  </message>
  <message>
   <source>Sound</source>
   <translation>Ton</translation>
  </message>
  <message>
   <source>Sound and video</source>
   <translation>Ton und Video</translation>
  </message>
  <message>
   <source>Sound from the microphone</source>
   <translation>Ton vom Mikrofon</translation>
  </message>
  <message>
   <source>Sound of the answer</source>
   <translation>Ton der Antwort</translation>
  </message>
  <message>
   <source>Sound played</source>
   <translation>Ton abgespielt</translation>
  </message>
  <message>
   <source>Sound, pictures and what was off the record don't. OpenAI deletes it after {0} days. You see and delete what lies there in Settings &gt; Privacy.</source>
   <translation>Ton, Bilder und was unter uns gesagt wurde, bleiben hier. OpenAI löscht es nach {0} Tagen. Was dort liegt, sehen und löschen Sie in Einstellungen &gt; Datenschutz.</translation>
  </message>
  <message>
   <source>Sound…</source>
   <translation>Ton …</translation>
  </message>
  <message>
   <source>Sources</source>
   <translation>Quellen</translation>
  </message>
  <message>
   <source>Speak</source>
   <translation>Sprechen</translation>
  </message>
  <message>
   <source>Speak now…</source>
   <translation>Jetzt sprechen …</translation>
  </message>
  <message>
   <source>Speak translations</source>
   <translation>Übersetzungen sprechen</translation>
  </message>
  <message>
   <source>Speaker</source>
   <translation>Lautsprecher</translation>
  </message>
  <message>
   <source>Speaker changed</source>
   <translation>Lautsprecher gewechselt</translation>
  </message>
  <message>
   <source>Speaker {0}</source>
   <translation>Sprecher {0}</translation>
  </message>
  <message>
   <source>Speaking</source>
   <translation>Spricht</translation>
  </message>
  <message>
   <source>Speaking speed</source>
   <translation>Sprechtempo</translation>
  </message>
  <message>
   <source>Speech ended</source>
   <translation>Sprechen beendet</translation>
  </message>
  <message>
   <source>Speech heard</source>
   <translation>Sprache gehört</translation>
  </message>
  <message>
   <source>Speed</source>
   <translation>Tempo</translation>
  </message>
  <message>
   <source>Split before “{0}”</source>
   <translation>Vor „{0}“ teilen</translation>
  </message>
  <message>
   <source>Spoken commands</source>
   <translation>Gesprochene Befehle</translation>
  </message>
  <message>
   <source>Spoken reply</source>
   <translation>Antwort mit Ton</translation>
  </message>
  <message>
   <source>Start recording</source>
   <translation>Aufnahme starten</translation>
  </message>
  <message>
   <source>Start talking</source>
   <translation>Gespräch beginnen</translation>
  </message>
  <message>
   <source>Step {0} of {1}</source>
   <translation>Schritt {0} von {1}</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stopp</translation>
  </message>
  <message>
   <source>Stop and close</source>
   <translation>Stoppen und schließen</translation>
  </message>
  <message>
   <source>Stop recording</source>
   <translation>Aufnahme beenden</translation>
  </message>
  <message>
   <source>Stop the alarm</source>
   <translation>Alarm abstellen</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>Angehalten</translation>
  </message>
  <message>
   <source>Such numbers are biometric data: keep them only if {0} agrees. In many countries that's the law.</source>
   <translation>Solche Zahlen sind biometrische Daten: Heben Sie sie nur auf, wenn {0} einverstanden ist. In vielen Ländern verlangt das das Gesetz.</translation>
  </message>
  <message>
   <source>Summarise</source>
   <translation>Zusammenfassen</translation>
  </message>
  <message>
   <source>Summarise again</source>
   <translation>Neu zusammenfassen</translation>
  </message>
  <message>
   <source>Summary</source>
   <translation>Zusammenfassung</translation>
  </message>
  <message>
   <source>System default</source>
   <translation>Systemstandard</translation>
  </message>
  <message>
   <source>System default, or e.g. Europe/Berlin</source>
   <translation>Systemstandard oder z. B. Europe/Berlin</translation>
  </message>
  <message>
   <source>Tags: {0}</source>
   <translation>Schlagwörter: {0}</translation>
  </message>
  <message>
   <source>Take over from other programs…</source>
   <translation>Aus anderen Programmen übernehmen …</translation>
  </message>
  <message>
   <source>Talk</source>
   <translation>Sprechen</translation>
  </message>
  <message>
   <source>Talk key pressed</source>
   <translation>Sprechtaste gedrückt</translation>
  </message>
  <message>
   <source>Talk key released</source>
   <translation>Sprechtaste losgelassen</translation>
  </message>
  <message>
   <source>Talking…</source>
   <translation>Gespräch …</translation>
  </message>
  <message>
   <source>Tasks</source>
   <translation>Aufgaben</translation>
  </message>
  <message>
   <source>Tell everybody first, and record only if they agree: in many countries that's the law.</source>
   <translation>Sagen Sie es vorher allen, und nehmen Sie nur auf, wenn sie einverstanden sind: In vielen Ländern ist das Gesetz.</translation>
  </message>
  <message>
   <source>Tell persons apart</source>
   <translation>Personen unterscheiden</translation>
  </message>
  <message>
   <source>Test</source>
   <translation>Testen</translation>
  </message>
  <message>
   <source>Test connection</source>
   <translation>Verbindung testen</translation>
  </message>
  <message>
   <source>Testing…</source>
   <translation>Wird getestet …</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>Text before the cursor</source>
   <translation>Text vor der Schreibmarke</translation>
  </message>
  <message>
   <source>Text is inserted here for a test. Please don't type until this window closes.</source>
   <translation>Hier wird zur Probe Text eingefügt. Bitte nichts tippen, bis sich das Fenster schließt.</translation>
  </message>
  <message>
   <source>Text reply</source>
   <translation>Antwort als Text</translation>
  </message>
  <message>
   <source>That was for the assistant</source>
   <translation>War für den Assistenten</translation>
  </message>
  <message>
   <source>That wasn't for the assistant</source>
   <translation>War nicht für den Assistenten</translation>
  </message>
  <message>
   <source>The API</source>
   <translation>Der Dienst</translation>
  </message>
  <message>
   <source>The OpenAI API, and this device when it can't be reached</source>
   <translation>Die OpenAI-API, und dieses Gerät, wenn sie nicht erreichbar ist</translation>
  </message>
  <message>
   <source>The answer comes from what you keep, and names the messages that it comes from.</source>
   <translation>Die Antwort kommt aus Ihrem Verlauf und nennt die Nachrichten, aus denen sie stammt.</translation>
  </message>
  <message>
   <source>The assistant's name</source>
   <translation>Name des Assistenten</translation>
  </message>
  <message>
   <source>The file can't be written ({0}).</source>
   <translation>Die Datei lässt sich nicht schreiben ({0}).</translation>
  </message>
  <message>
   <source>The language of a text chooses the voice that reads it.</source>
   <translation>Die Sprache eines Textes bestimmt die Stimme, die ihn liest.</translation>
  </message>
  <message>
   <source>The messages that fit go to whoever answers in writing: a service, where there's a key and it may.</source>
   <translation>Die passenden Nachrichten gehen an das Sprachmodell: an einen Dienst, wenn es einen Schlüssel gibt und er gefragt werden darf.</translation>
  </message>
  <message>
   <source>The messages that fit stay on this device.</source>
   <translation>Die passenden Nachrichten bleiben auf diesem Gerät.</translation>
  </message>
  <message>
   <source>The model thinks</source>
   <translation>Das Modell denkt nach</translation>
  </message>
  <message>
   <source>The names stay as they are.</source>
   <translation>Die Namen bleiben, wie sie sind.</translation>
  </message>
  <message>
   <source>The picture couldn't be saved: {0}. Choose another folder.</source>
   <translation>Das Bild konnte nicht gespeichert werden: {0}. Wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <source>The program that you copied from doesn't respond, so nothing was pasted.</source>
   <translation>Das Programm, aus dem kopiert wurde, antwortet nicht. Darum wurde nichts eingefügt.</translation>
  </message>
  <message>
   <source>The room got louder</source>
   <translation>Der Raum wurde lauter</translation>
  </message>
  <message>
   <source>The service</source>
   <translation>Vom Dienst</translation>
  </message>
  <message>
   <source>The service hasn't reported any yet</source>
   <translation>Der Dienst hat noch keine gemeldet</translation>
  </message>
  <message>
   <source>The service refused</source>
   <translation>Der Dienst hat abgelehnt</translation>
  </message>
  <message>
   <source>The service says: {0}</source>
   <translation>Der Dienst sagt: {0}</translation>
  </message>
  <message>
   <source>The settings, too</source>
   <translation>Auch die Einstellungen</translation>
  </message>
  <message>
   <source>The voice of the service</source>
   <translation>Die Stimme des Dienstes</translation>
  </message>
  <message>
   <source>The voice of this device</source>
   <translation>Die Stimme dieses Geräts</translation>
  </message>
  <message>
   <source>The voice of {0} is remembered</source>
   <translation>Die Stimme von {0} ist gemerkt</translation>
  </message>
  <message>
   <source>The words go to {0}.</source>
   <translation>Die Worte gehen an {0}.</translation>
  </message>
  <message>
   <source>Their lines aren't encrypted: others in your network could listen in.</source>
   <translation>Ihre Leitungen sind nicht verschlüsselt: Andere in Ihrem Netz könnten mithören.</translation>
  </message>
  <message>
   <source>Their names</source>
   <translation>Ihre Namen</translation>
  </message>
  <message>
   <source>There's no profile in this file.</source>
   <translation>In dieser Datei ist kein Profil.</translation>
  </message>
  <message>
   <source>There's nothing at {0}.</source>
   <translation>Unter {0} ist nichts.</translation>
  </message>
  <message>
   <source>There's nothing to export yet.</source>
   <translation>Es gibt noch nichts zu exportieren.</translation>
  </message>
  <message>
   <source>They stay in a file on this device that only you can read, and are never sent or exported. Settings &gt; Recordings lists the voices and deletes them.</source>
   <translation>Sie bleiben in einer Datei auf diesem Gerät, die nur Sie lesen können, und werden nie gesendet oder exportiert. Unter Einstellungen &gt; Aufnahmen stehen die Stimmen und lassen sich löschen.</translation>
  </message>
  <message>
   <source>This conversation</source>
   <translation>Dieses Gespräch</translation>
  </message>
  <message>
   <source>This conversation is empty</source>
   <translation>Dieses Gespräch ist leer</translation>
  </message>
  <message>
   <source>This desktop doesn't let voiceapp take screenshots. Paste one instead.</source>
   <translation>Dieser Desktop erlaubt voiceapp keine Bildschirmfotos. Fügen Sie stattdessen eines ein.</translation>
  </message>
  <message>
   <source>This device</source>
   <translation>Dieses Gerät</translation>
  </message>
  <message>
   <source>This device alone: nothing leaves it</source>
   <translation>Nur dieses Gerät: Nichts verlässt es</translation>
  </message>
  <message>
   <source>Thought for {0} min</source>
   <translation>{0} min nachgedacht</translation>
  </message>
  <message>
   <source>Thought for {0} s</source>
   <translation>{0} s nachgedacht</translation>
  </message>
  <message>
   <source>Time billed</source>
   <translation>Zeit berechnet</translation>
  </message>
  <message>
   <source>Time passed</source>
   <translation>Zeit vergangen</translation>
  </message>
  <message>
   <source>Time zone</source>
   <translation>Zeitzone</translation>
  </message>
  <message>
   <source>Timeline of each turn</source>
   <translation>Zeitverlauf jeder Antwort</translation>
  </message>
  <message>
   <source>Times</source>
   <translation>Zeiten</translation>
  </message>
  <message>
   <source>Timestamps</source>
   <translation>Zeitangaben</translation>
  </message>
  <message>
   <source>Times…</source>
   <translation>Zeiten …</translation>
  </message>
  <message>
   <source>Title:</source>
   <translation>Titel:</translation>
  </message>
  <message>
   <source>To find voiceapp in your menu, run `{0}` in a terminal.</source>
   <translation>Damit voiceapp im Menü steht: `{0}` in einem Terminal ausführen.</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>Heute</translation>
  </message>
  <message>
   <source>Today: {0} · Total: {1}</source>
   <translation>Heute: {0} · Insgesamt: {1}</translation>
  </message>
  <message>
   <source>Together</source>
   <translation>Zusammen</translation>
  </message>
  <message>
   <source>Tool</source>
   <translation>Werkzeug</translation>
  </message>
  <message>
   <source>Tool allowed or not</source>
   <translation>Werkzeug erlaubt oder nicht</translation>
  </message>
  <message>
   <source>Tool finished</source>
   <translation>Werkzeug fertig</translation>
  </message>
  <message>
   <source>Tool input</source>
   <translation>Auftrag an das Werkzeug</translation>
  </message>
  <message>
   <source>Tool requested</source>
   <translation>Werkzeug angefordert</translation>
  </message>
  <message>
   <source>Tools</source>
   <translation>Werkzeuge</translation>
  </message>
  <message>
   <source>Tools from other programs</source>
   <translation>Werkzeuge anderer Programme</translation>
  </message>
  <message>
   <source>Transcribe</source>
   <translation>Transkribieren</translation>
  </message>
  <message>
   <source>Transcribe again</source>
   <translation>Neu transkribieren</translation>
  </message>
  <message>
   <source>Transcribe again in</source>
   <translation>Neu transkribieren auf</translation>
  </message>
  <message>
   <source>Transcribe again with</source>
   <translation>Neu transkribieren mit</translation>
  </message>
  <message>
   <source>Transcribe files</source>
   <translation>Dateien transkribieren</translation>
  </message>
  <message>
   <source>Transcribe files…</source>
   <translation>Dateien transkribieren…</translation>
  </message>
  <message>
   <source>Transcribe it again in another language</source>
   <translation>In einer anderen Sprache neu transkribieren</translation>
  </message>
  <message>
   <source>Transcribed again</source>
   <translation>Neu transkribiert</translation>
  </message>
  <message>
   <source>Transcribed by</source>
   <translation>Erkannt von</translation>
  </message>
  <message>
   <source>Transcribing</source>
   <translation>Wird transkribiert</translation>
  </message>
  <message>
   <source>Transcription</source>
   <translation>Transkript</translation>
  </message>
  <message>
   <source>Translate into</source>
   <translation>Übersetzen in</translation>
  </message>
  <message>
   <source>Translating…</source>
   <translation>Übersetzt …</translation>
  </message>
  <message>
   <source>Tried again</source>
   <translation>Erneut versucht</translation>
  </message>
  <message>
   <source>Try</source>
   <translation>Ausprobieren</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Noch einmal</translation>
  </message>
  <message>
   <source>Trying…</source>
   <translation>Wird ausprobiert …</translation>
  </message>
  <message>
   <source>Turn accepted</source>
   <translation>Beitrag angenommen</translation>
  </message>
  <message>
   <source>Turns</source>
   <translation>Antworten</translation>
  </message>
  <message>
   <source>Two people talk at this computer, each in their own language. Leave a short pause after each sentence. Both texts are kept as a conversation in your history.</source>
   <translation>Zwei Personen sprechen an diesem Computer, jede in ihrer Sprache. Nach jedem Satz eine kurze Pause lassen. Beide Texte bleiben als Gespräch im Verlauf.</translation>
  </message>
  <message>
   <source>Type a message…</source>
   <translation>Nachricht schreiben …</translation>
  </message>
  <message>
   <source>Typed</source>
   <translation>Getippt</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Undo ({0})</source>
   <translation>Rückgängig ({0})</translation>
  </message>
  <message>
   <source>Unheard parts</source>
   <translation>Nicht Gehörtes</translation>
  </message>
  <message>
   <source>Unmute</source>
   <translation>Stummschaltung aufheben</translation>
  </message>
  <message>
   <source>Unpin</source>
   <translation>Lösen</translation>
  </message>
  <message>
   <source>Unsure word confirmed</source>
   <translation>Unsicheres Wort bestätigt</translation>
  </message>
  <message>
   <source>Unsure: {0}</source>
   <translation>Unsicher: {0}</translation>
  </message>
  <message>
   <source>Until when</source>
   <translation>Bis wann</translation>
  </message>
  <message>
   <source>Upload</source>
   <translation>Hochladen</translation>
  </message>
  <message>
   <source>Upload to be searched</source>
   <translation>Zum Durchsuchen hochladen</translation>
  </message>
  <message>
   <source>Upload to be searched…</source>
   <translation>Zum Durchsuchen hochladen …</translation>
  </message>
  <message>
   <source>Uploaded. Ask the assistant about it, and allow the search.</source>
   <translation>Hochgeladen. Fragen Sie den Assistenten danach, und erlauben Sie die Suche.</translation>
  </message>
  <message>
   <source>Uploading…</source>
   <translation>Wird hochgeladen …</translation>
  </message>
  <message>
   <source>Use</source>
   <translation>Verwenden</translation>
  </message>
  <message>
   <source>Use by itself in these programs</source>
   <translation>In diesen Programmen von selbst</translation>
  </message>
  <message>
   <source>Use for the wake word</source>
   <translation>Für das Weckwort nutzen</translation>
  </message>
  <message>
   <source>Use headphones. Otherwise your microphone hears the others as well, and their words stand there twice.</source>
   <translation>Kopfhörer benutzen. Sonst hört Ihr Mikrofon auch die anderen, und deren Worte stehen doppelt da.</translation>
  </message>
  <message>
   <source>Use the vocabulary</source>
   <translation>Wortschatz verwenden</translation>
  </message>
  <message>
   <source>Use this one</source>
   <translation>Diese verwenden</translation>
  </message>
  <message>
   <source>Use to speak</source>
   <translation>Zum Sprechen nutzen</translation>
  </message>
  <message>
   <source>Use to transcribe</source>
   <translation>Zum Erkennen nutzen</translation>
  </message>
  <message>
   <source>Usual languages</source>
   <translation>Übliche Sprachen</translation>
  </message>
  <message>
   <source>Variables and headers: NAME=VALUE, a line each. Secrets go into the keyring. The program gets none of your keys, and nothing starts before you switch it on.</source>
   <translation>Variablen und Header: NAME=WERT, je eine Zeile. Geheimnisse kommen in den Schlüsselbund. Das Programm bekommt keinen Ihrer Schlüssel, und nichts startet, bevor Sie es einschalten.</translation>
  </message>
  <message>
   <source>Variables or headers</source>
   <translation>Variablen oder Header</translation>
  </message>
  <message>
   <source>Verify and save</source>
   <translation>Prüfen und speichern</translation>
  </message>
  <message>
   <source>Versions</source>
   <translation>Fassungen</translation>
  </message>
  <message>
   <source>Vocabulary</source>
   <translation>Wortschatz</translation>
  </message>
  <message>
   <source>Voice</source>
   <translation>Stimme</translation>
  </message>
  <message>
   <source>Voice for {0}</source>
   <translation>Stimme für {0}</translation>
  </message>
  <message>
   <source>Voice over the answer judged</source>
   <translation>Stimme während der Antwort beurteilt</translation>
  </message>
  <message>
   <source>Voices by language</source>
   <translation>Stimmen nach Sprache</translation>
  </message>
  <message>
   <source>Voices in audio files</source>
   <translation>Stimmen in der Tondatei</translation>
  </message>
  <message>
   <source>Volume</source>
   <translation>Lautstärke</translation>
  </message>
  <message>
   <source>Waiting</source>
   <translation>Wartet</translation>
  </message>
  <message>
   <source>Waiting for you</source>
   <translation>Wartet auf Sie</translation>
  </message>
  <message>
   <source>Wake word heard</source>
   <translation>Weckwort gehört</translation>
  </message>
  <message>
   <source>Wake word made ready</source>
   <translation>Weckwort bereit gemacht</translation>
  </message>
  <message>
   <source>Watch a folder</source>
   <translation>Ordner beobachten</translation>
  </message>
  <message>
   <source>Watch a folder…</source>
   <translation>Ordner beobachten…</translation>
  </message>
  <message>
   <source>Watched folders</source>
   <translation>Beobachtete Ordner</translation>
  </message>
  <message>
   <source>Waveform</source>
   <translation>Wellenform</translation>
  </message>
  <message>
   <source>Web pages</source>
   <translation>Webseiten</translation>
  </message>
  <message>
   <source>What came of it: decisions, tasks, open questions, and texts by your prompts</source>
   <translation>Was dabei herauskam: Beschlüsse, Aufgaben, offene Fragen und Texte nach eigenen Vorgaben</translation>
  </message>
  <message>
   <source>What do you want to do, or which conversation?</source>
   <translation>Was möchten Sie tun? Oder welches Gespräch?</translation>
  </message>
  <message>
   <source>What do you want to do?</source>
   <translation>Was möchten Sie tun?</translation>
  </message>
  <message>
   <source>What you can do</source>
   <translation>Was Sie tun können</translation>
  </message>
  <message>
   <source>What you delete is gone at once.</source>
   <translation>Gelöschtes ist sofort weg.</translation>
  </message>
  <message>
   <source>What you delete stays here for {0} days.</source>
   <translation>Gelöschtes bleibt hier {0} Tage.</translation>
  </message>
  <message>
   <source>What's the name of this person?</source>
   <translation>Wie heißt diese Person?</translation>
  </message>
  <message>
   <source>Who</source>
   <translation>Wer</translation>
  </message>
  <message>
   <source>Who answers?</source>
   <translation>Wer antwortet?</translation>
  </message>
  <message>
   <source>Who says this?</source>
   <translation>Wer sagt das?</translation>
  </message>
  <message>
   <source>Who spoke</source>
   <translation>Wer sprach</translation>
  </message>
  <message>
   <source>Who spoke…</source>
   <translation>Wer sprach…</translation>
  </message>
  <message>
   <source>Whole screen</source>
   <translation>Der ganze Bildschirm</translation>
  </message>
  <message>
   <source>Whole words</source>
   <translation>Ganze Wörter</translation>
  </message>
  <message>
   <source>Window classes or processes; @terminal is every terminal</source>
   <translation>Fensterklassen oder Prozesse; @terminal ist jedes Terminal</translation>
  </message>
  <message>
   <source>Window title</source>
   <translation>Fenstertitel</translation>
  </message>
  <message>
   <source>With recordings</source>
   <translation>Mit Aufnahmen</translation>
  </message>
  <message>
   <source>Words</source>
   <translation>Wörter</translation>
  </message>
  <message>
   <source>Words of the answer</source>
   <translation>Text der Antwort</translation>
  </message>
  <message>
   <source>Words of the title or the address</source>
   <translation>Wörter aus Titel oder Adresse</translation>
  </message>
  <message>
   <source>Words over the answer</source>
   <translation>Worte während der Antwort</translation>
  </message>
  <message>
   <source>Words that you correct twice are proposed here.</source>
   <translation>Hier werden Wörter vorgeschlagen, die Sie zweimal korrigiert haben.</translation>
  </message>
  <message>
   <source>Words up to a pause</source>
   <translation>Wörter bis zu einer Pause</translation>
  </message>
  <message>
   <source>Works well where people take turns and can be heard clearly; poorly where they talk over each other, or far from the microphone. The voices are told apart on this device, and none is remembered unless you choose it.</source>
   <translation>Gelingt gut, wo man sich abwechselt und deutlich zu hören ist; schlecht, wo man durcheinander oder weit weg vom Mikrofon spricht. Die Stimmen werden auf diesem Gerät unterschieden, und keine wird gemerkt, außer Sie wählen es.</translation>
  </message>
  <message>
   <source>Write it so with the profile “{0}”</source>
   <translation>Mit dem Profil „{0}“ so schreiben</translation>
  </message>
  <message>
   <source>Write…</source>
   <translation>Schreiben…</translation>
  </message>
  <message>
   <source>Writing…</source>
   <translation>Schreibt…</translation>
  </message>
  <message>
   <source>Written by {0}</source>
   <translation>Geschrieben von {0}</translation>
  </message>
  <message>
   <source>Yesterday</source>
   <translation>Gestern</translation>
  </message>
  <message>
   <source>You</source>
   <translation>Sie</translation>
  </message>
  <message>
   <source>You can add up to four pictures.</source>
   <translation>Sie können bis zu vier Bilder hinzufügen.</translation>
  </message>
  <message>
   <source>You corrected “{0}” to “{1}” again. Should voiceapp always write it so?</source>
   <translation>Sie haben „{0}“ wieder zu „{1}“ korrigiert. Soll voiceapp es immer so schreiben?</translation>
  </message>
  <message>
   <source>You left, assistant right</source>
   <translation>Sie links, Assistent rechts</translation>
  </message>
  <message>
   <source>You only</source>
   <translation>Nur Sie</translation>
  </message>
  <message>
   <source>You only listened: answer went on</source>
   <translation>Nur zugehört: Antwort ging weiter</translation>
  </message>
  <message>
   <source>You said stop: answer stopped</source>
   <translation>„Stopp“ gesagt: Antwort beendet</translation>
  </message>
  <message>
   <source>You spoke: answer stopped</source>
   <translation>Gesprochen: Antwort beendet</translation>
  </message>
  <message>
   <source>You're asked in the dictation bar before any of it is first given away. Never from private windows.</source>
   <translation>Bevor etwas davon erstmals hinausgeht, fragt die Diktierleiste. Nie aus privaten Fenstern.</translation>
  </message>
  <message>
   <source>Your conversations appear here.</source>
   <translation>Hier erscheinen Ihre Gespräche.</translation>
  </message>
  <message>
   <source>Your microphone is on. Click to open the window.</source>
   <translation>Ihr Mikrofon ist an. Klicken Sie, um das Fenster zu öffnen.</translation>
  </message>
  <message>
   <source>Your microphone is on. If you keep listening, the conversation continues without the window and the tray icon shows a microphone.</source>
   <translation>Ihr Mikrofon ist an. Wenn voiceapp weiter zuhört, läuft das Gespräch ohne Fenster weiter, und das Symbol im Infobereich zeigt ein Mikrofon.</translation>
  </message>
  <message>
   <source>Your name</source>
   <translation>Ihr Name</translation>
  </message>
  <message>
   <source>Your own model</source>
   <translation>Eigenes Modell</translation>
  </message>
  <message>
   <source>Your words not understood</source>
   <translation>Ihre Worte nicht verstanden</translation>
  </message>
  <message>
   <source>Your words transcribed</source>
   <translation>Ihre Worte transkribiert</translation>
  </message>
  <message>
   <source>Zoom in</source>
   <translation>Vergrößern</translation>
  </message>
  <message>
   <source>Zoom out</source>
   <translation>Verkleinern</translation>
  </message>
  <message>
   <source>a command, or an address with https://</source>
   <translation>ein Befehl, oder eine Adresse mit https://</translation>
  </message>
  <message>
   <source>being read</source>
   <translation>wird gelesen</translation>
  </message>
  <message>
   <source>built in</source>
   <translation>mitgeliefert</translation>
  </message>
  <message>
   <source>can't be searched</source>
   <translation>nicht durchsuchbar</translation>
  </message>
  <message>
   <source>can't be used</source>
   <translation>nicht nutzbar</translation>
  </message>
  <message>
   <source>cancelled</source>
   <translation>abgebrochen</translation>
  </message>
  <message>
   <source>changes nothing</source>
   <translation>ändert nichts</translation>
  </message>
  <message>
   <source>chosen automatically</source>
   <translation>automatisch gewählt</translation>
  </message>
  <message>
   <source>damaged</source>
   <translation>beschädigt</translation>
  </message>
  <message>
   <source>downloading</source>
   <translation>wird geladen</translation>
  </message>
  <message>
   <source>edited</source>
   <translation>bearbeitet</translation>
  </message>
  <message>
   <source>engine model</source>
   <translation>Antwortweg Dienst Modell</translation>
  </message>
  <message>
   <source>failed</source>
   <translation>fehlgeschlagen</translation>
  </message>
  <message>
   <source>finding out who spoke</source>
   <translation>findet heraus, wer sprach</translation>
  </message>
  <message>
   <source>first audio</source>
   <translation>bis zum ersten Ton</translation>
  </message>
  <message>
   <source>first word</source>
   <translation>bis zum ersten Wort</translation>
  </message>
  <message>
   <source>free</source>
   <translation>keine Ausgaben</translation>
  </message>
  <message>
   <source>in use</source>
   <translation>in Gebrauch</translation>
  </message>
  <message>
   <source>interrupted · you didn't hear the struck-through part</source>
   <translation>unterbrochen · Durchgestrichenes haben Sie nicht gehört</translation>
  </message>
  <message>
   <source>less than a minute left</source>
   <translation>weniger als eine Minute übrig</translation>
  </message>
  <message>
   <source>many languages</source>
   <translation>viele Sprachen</translation>
  </message>
  <message>
   <source>not allowed</source>
   <translation>nicht erlaubt</translation>
  </message>
  <message>
   <source>not heard</source>
   <translation>nicht gehört</translation>
  </message>
  <message>
   <source>not on this device</source>
   <translation>nicht auf diesem Gerät</translation>
  </message>
  <message>
   <source>not running</source>
   <translation>läuft nicht</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>nichts</translation>
  </message>
  <message>
   <source>off</source>
   <translation>aus</translation>
  </message>
  <message>
   <source>off the record · not kept</source>
   <translation>unter uns · nicht gespeichert</translation>
  </message>
  <message>
   <source>off, since it has changed</source>
   <translation>aus, weil er sich geändert hat</translation>
  </message>
  <message>
   <source>on this device</source>
   <translation>auf diesem Gerät</translation>
  </message>
  <message>
   <source>parts are missing</source>
   <translation>Teile fehlen</translation>
  </message>
  <message>
   <source>paused</source>
   <translation>angehalten</translation>
  </message>
  <message>
   <source>pinned</source>
   <translation>angeheftet</translation>
  </message>
  <message>
   <source>playback</source>
   <translation>bis zur Wiedergabe</translation>
  </message>
  <message>
   <source>profile dictation</source>
   <translation>Profil Diktat Diktieren</translation>
  </message>
  <message>
   <source>running…</source>
   <translation>läuft …</translation>
  </message>
  <message>
   <source>saved · not answered yet</source>
   <translation>gespeichert · noch nicht beantwortet</translation>
  </message>
  <message>
   <source>separated by commas</source>
   <translation>durch Kommas getrennt</translation>
  </message>
  <message>
   <source>starting…</source>
   <translation>startet …</translation>
  </message>
  <message>
   <source>the same words</source>
   <translation>dieselben Worte</translation>
  </message>
  <message>
   <source>transcribing</source>
   <translation>Transkribieren</translation>
  </message>
  <message>
   <source>until {0}</source>
   <translation>bis {0}</translation>
  </message>
  <message>
   <source>uploaded {0}</source>
   <translation>hochgeladen {0}</translation>
  </message>
  <message>
   <source>voiceapp answered</source>
   <translation>voiceapp hat geantwortet</translation>
  </message>
  <message>
   <source>voiceapp is listening</source>
   <translation>voiceapp hört zu</translation>
  </message>
  <message>
   <source>voiceapp keeps 256 numbers that say how {0} sounds, taken from this recording. When it's found out who spoke in another one, lines in that voice are named {0}. A voice that isn't surely the same gets no name.</source>
   <translation>voiceapp hebt 256 Zahlen auf, die sagen, wie {0} klingt, aus dieser Aufnahme. Wird bei einer anderen herausgefunden, wer sprach, heißen Zeilen in dieser Stimme {0}. Eine Stimme, die nicht sicher dieselbe ist, bekommt keinen Namen.</translation>
  </message>
  <message>
   <source>voiceapp records your microphone and everything that this computer plays, until you press Stop recording.</source>
   <translation>voiceapp nimmt Ihr Mikrofon auf und alles, was dieser Computer abspielt, bis Sie „Aufnahme beenden“ drücken.</translation>
  </message>
  <message>
   <source>voiceapp tries out this desktop</source>
   <translation>voiceapp probiert diesen Desktop aus</translation>
  </message>
  <message>
   <source>voiceapp works right away, offline and without a key. A service answers faster and knows more.</source>
   <translation>voiceapp funktioniert sofort, ohne Netz und ohne Schlüssel. Ein Dienst antwortet schneller und weiß mehr.</translation>
  </message>
  <message>
   <source>voiceapp, small bar</source>
   <translation>voiceapp, kleine Leiste</translation>
  </message>
  <message>
   <source>waiting</source>
   <translation>wartet</translation>
  </message>
  <message>
   <source>waiting for you to finish</source>
   <translation>Warten, bis Sie fertig sind</translation>
  </message>
  <message>
   <source>with reasoning</source>
   <translation>mit Gedanken</translation>
  </message>
  <message>
   <source>your own</source>
   <translation>eigenes</translation>
  </message>
  <message>
   <source>{0} (download, {1})</source>
   <translation>{0} (laden, {1})</translation>
  </message>
  <message>
   <source>{0} (unavailable)</source>
   <translation>{0} (nicht verfügbar)</translation>
  </message>
  <message>
   <source>{0} at {1}: {2}</source>
   <translation>{0} unter {1}: {2}</translation>
  </message>
  <message>
   <source>{0} conversations</source>
   <translation>{0} Gespräche</translation>
  </message>
  <message>
   <source>{0} conversations in your history.</source>
   <translation>{0} Gespräche stehen im Verlauf.</translation>
  </message>
  <message>
   <source>{0} days left</source>
   <translation>noch {0} Tage</translation>
  </message>
  <message>
   <source>{0} found</source>
   <translation>{0} gefunden</translation>
  </message>
  <message>
   <source>{0} h {1} min left</source>
   <translation>noch {0} h {1} min</translation>
  </message>
  <message>
   <source>{0} hears the wake word from now on, and all that's said in the room while a conversation sleeps.</source>
   <translation>{0} hört ab jetzt auf das Weckwort, und alles, was im Raum gesagt wird, während ein Gespräch schläft.</translation>
  </message>
  <message>
   <source>{0} is transcribed.</source>
   <translation>{0} ist transkribiert.</translation>
  </message>
  <message>
   <source>{0} languages</source>
   <translation>{0} Sprachen</translation>
  </message>
  <message>
   <source>{0} left</source>
   <translation>noch {0}</translation>
  </message>
  <message>
   <source>{0} lines</source>
   <translation>{0} Zeilen</translation>
  </message>
  <message>
   <source>{0} messages</source>
   <translation>{0} Nachrichten</translation>
  </message>
  <message>
   <source>{0} min left</source>
   <translation>noch {0} min</translation>
  </message>
  <message>
   <source>{0} not transcribed</source>
   <translation>{0} nicht transkribiert</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} von {1}</translation>
  </message>
  <message>
   <source>{0} of {1} left</source>
   <translation>{0} von {1} übrig</translation>
  </message>
  <message>
   <source>{0} replaced</source>
   <translation>{0} ersetzt</translation>
  </message>
  <message>
   <source>{0} speaks</source>
   <translation>{0} spricht</translation>
  </message>
  <message>
   <source>{0} speaks from now on.</source>
   <translation>{0} spricht ab jetzt.</translation>
  </message>
  <message>
   <source>{0} tools</source>
   <translation>{0} Werkzeuge</translation>
  </message>
  <message>
   <source>{0} transcribes from now on.</source>
   <translation>{0} erkennt ab jetzt, was gesagt wird.</translation>
  </message>
  <message>
   <source>{0} used, {1} free</source>
   <translation>{0} belegt, {1} frei</translation>
  </message>
  <message>
   <source>{0} waiting</source>
   <translation>{0} wartend</translation>
  </message>
  <message>
   <source>{0}%</source>
   <translation>{0} %</translation>
  </message>
  <message>
   <source>{0}: no speech found.</source>
   <translation>{0}: keine Sprache gefunden.</translation>
  </message>
  <message>
   <source>{1}: heard “{0}”</source>
   <translation>{1}: gehört „{0}“</translation>
  </message>
  <message>
   <source>“Add milk to the shopping list”, “Note that …”: what you have noted stays on this device.</source>
   <translation>„Schreib Milch auf die Einkaufsliste“, „Notiere, dass …“: Notiertes bleibt auf diesem Gerät.</translation>
  </message>
  <message>
   <source>“Remember that …”: everything that the assistant remembers about you stands here. It's told to whoever answers, as chosen in Settings &gt; Privacy.</source>
   <translation>„Merk dir, dass …“: Hier steht alles, was der Assistent sich gemerkt hat. Wer antwortet, erfährt es, wie unter Einstellungen &gt; Privatsphäre gewählt.</translation>
  </message>
  <message>
   <source>“{0}”</source>
   <translation>„{0}“</translation>
  </message>
  <message>
   <source>“{0}” is right</source>
   <translation>„{0}“ stimmt</translation>
  </message>
  <message>
   <source>▸ Details</source>
   <translation>▸ Details</translation>
  </message>
  <message>
   <source>▾ Details</source>
   <translation>▾ Details</translation>
  </message>
 </context>
 <context>
  <name>app</name>
  <message>
   <source>"{name}" isn't a known unit. Known are units of {known}.</source>
   <translation>„{name}“ ist keine bekannte Einheit. Bekannt sind Einheiten für {known}.</translation>
  </message>
  <message>
   <source>"{token}" isn't valid here.</source>
   <translation>„{token}“ ist hier nicht gültig.</translation>
  </message>
  <message>
   <source>"{word}" isn't Ctrl, Alt, Shift, or Meta.</source>
   <translation>„{word}“ ist keine der Tasten Ctrl, Alt, Shift und Meta.</translation>
  </message>
  <message>
   <source>${amount}</source>
   <translation>{amount} $</translation>
  </message>
  <message>
   <source>%</source>
   <translation>%</translation>
  </message>
  <message>
   <source>%(prog)s: error: %(message)s
</source>
   <translation>%(prog)s: Fehler: %(message)s
</translation>
  </message>
  <message>
   <source>(default)</source>
   <translation>(Standard)</translation>
  </message>
  <message>
   <source>--seconds takes a number above 0.</source>
   <translation>--seconds braucht eine Zahl über 0.</translation>
  </message>
  <message>
   <source>--set takes NAME=VALUE, not '{given}'.</source>
   <translation>--set braucht NAME=WERT, nicht „{given}“.</translation>
  </message>
  <message>
   <source>1 lost recording found</source>
   <translation>1 verlorene Aufnahme gefunden</translation>
  </message>
  <message>
   <source>1 recording is waiting for an answer</source>
   <translation>1 Aufnahme wartet auf eine Antwort</translation>
  </message>
  <message>
   <source>1 reply was cut off</source>
   <translation>1 Antwort wurde abgeschnitten</translation>
  </message>
  <message>
   <source>1 word added.</source>
   <translation>1 Wort übernommen.</translation>
  </message>
  <message>
   <source>1,234.5</source>
   <translation>1.234,5</translation>
  </message>
  <message>
   <source>2026-11-20, 2026-11-20T14:00, today, yesterday</source>
   <translation>2026-11-20, 2026-11-20T14:00, today (heute), yesterday (gestern)</translation>
  </message>
  <message>
   <source>5 seconds back</source>
   <translation>5 Sekunden zurück</translation>
  </message>
  <message>
   <source>5 seconds forward</source>
   <translation>5 Sekunden vor</translation>
  </message>
  <message>
   <source>A .txt file holds</source>
   <translation>Eine .txt-Datei enthält</translation>
  </message>
  <message>
   <source>A GGUF file, or a model's name. Empty: the best one that's here.</source>
   <translation>Eine GGUF-Datei oder der Name eines Modells. Leer: das beste vorhandene.</translation>
  </message>
  <message>
   <source>A Live talk can't see pictures. Choose Realtime or a cascade as the engine to show one.</source>
   <translation>Ein Live-Gespräch sieht keine Bilder. Wer eines zeigen möchte, wählt Realtime oder eine Kaskade.</translation>
  </message>
  <message>
   <source>A Piper voice (an .onnx file with its .json next to it), or a model's name. Empty: the best one that's here.</source>
   <translation>Eine Piper-Stimme (eine .onnx-Datei mit ihrer .json daneben) oder der Name eines Modells. Leer: die beste vorhandene.</translation>
  </message>
  <message>
   <source>A Realtime socket</source>
   <translation>Eine Realtime-Verbindung</translation>
  </message>
  <message>
   <source>A Wyoming server isn't encrypted, so others in the network could listen in. Allow unencrypted connections in Settings, {page}, to use {address}.</source>
   <translation>Ein Wyoming-Server ist nicht verschlüsselt, deshalb könnten andere im Netz mithören. Um {address} zu nutzen, erlauben Sie unverschlüsselte Verbindungen in den Einstellungen unter „{page}“.</translation>
  </message>
  <message>
   <source>A Wyoming server, such as tcp://192.168.1.20:10400. While a conversation sleeps, it gets all that's said in the room.</source>
   <translation>Ein Wyoming-Server wie tcp://192.168.1.20:10400. Während ein Gespräch schläft, bekommt er alles, was im Raum gesagt wird.</translation>
  </message>
  <message>
   <source>A better picture takes longer and costs more.</source>
   <translation>Ein besseres Bild dauert länger und kostet mehr.</translation>
  </message>
  <message>
   <source>A better recogniser on this device corrects what was kept, while nobody talks. The first version stays.</source>
   <translation>Eine bessere Spracherkennung auf diesem Gerät korrigiert Aufbewahrtes, während niemand spricht. Die erste Fassung bleibt.</translation>
  </message>
  <message>
   <source>A bill comes hours later and counts days in UTC; free tokens and credits aren't on it, and some prices here are estimates.</source>
   <translation>Eine Rechnung kommt Stunden später und zählt Tage in UTC. Freie Tokens und Guthaben stehen nicht darauf, und manche Preise hier sind geschätzt.</translation>
  </message>
  <message>
   <source>A bracket isn't closed.</source>
   <translation>Eine Klammer ist nicht geschlossen.</translation>
  </message>
  <message>
   <source>A bug broke the connection. Reconnecting.</source>
   <translation>Ein Fehler in voiceapp hat die Verbindung getrennt. Sie wird neu aufgebaut.</translation>
  </message>
  <message>
   <source>A bug interrupted the conversation. It continues where it was. Please report it if it happens again.</source>
   <translation>Ein Fehler in voiceapp hat das Gespräch unterbrochen. Es geht dort weiter, wo es war. Bitte melden Sie den Fehler, wenn er wiederkommt.</translation>
  </message>
  <message>
   <source>A bug kept something out of the history. Please send a report.</source>
   <translation>Ein Fehler in voiceapp hat verhindert, dass etwas im Verlauf gespeichert wurde. Bitte senden Sie einen Bericht.</translation>
  </message>
  <message>
   <source>A bug kept the text from being rewritten. Please report it.</source>
   <translation>Durch einen Fehler konnte der Text nicht umformuliert werden. Bitte melden Sie ihn.</translation>
  </message>
  <message>
   <source>A bug kept voiceapp from asking who can rewrite. Please report it.</source>
   <translation>Durch einen Fehler konnte voiceapp nicht fragen, wer umformulieren kann. Bitte melden Sie ihn.</translation>
  </message>
  <message>
   <source>A bug kept voiceapp from reading the other program. Please report it.</source>
   <translation>Ein Fehler in voiceapp hat verhindert, dass das andere Programm gelesen wurde. Bitte melden Sie ihn.</translation>
  </message>
  <message>
   <source>A bug stopped listening for the wake word. Press the talk button instead, and please report it.</source>
   <translation>Ein Fehler in voiceapp hat das Lauschen auf das Weckwort beendet. Drücken Sie stattdessen den Gesprächsknopf, und melden Sie bitte den Fehler.</translation>
  </message>
  <message>
   <source>A bug stopped the engine. Please report it.</source>
   <translation>Ein Fehler in voiceapp hat den Antwortweg gestoppt. Bitte melden Sie ihn.</translation>
  </message>
  <message>
   <source>A bug stopped the recogniser. Please report it.</source>
   <translation>Ein Fehler in voiceapp hat die Spracherkennung gestoppt. Bitte melden Sie ihn.</translation>
  </message>
  <message>
   <source>A bug stopped the search for a translator. Please report it.</source>
   <translation>Ein Fehler in voiceapp hat die Suche nach einem Übersetzer gestoppt. Bitte melden Sie ihn.</translation>
  </message>
  <message>
   <source>A bug stopped the translation. Please report it.</source>
   <translation>Ein Fehler in voiceapp hat die Übersetzung abgebrochen. Bitte melden.</translation>
  </message>
  <message>
   <source>A bug stopped the voice. Please report it.</source>
   <translation>Ein Fehler in voiceapp hat die Stimme gestoppt. Bitte melden Sie ihn.</translation>
  </message>
  <message>
   <source>A bug stopped this engine, so another one answers. Save a report to get it fixed.</source>
   <translation>Ein Fehler hat diesen Antwortweg gestoppt, deshalb antwortet ein anderer. Speichern Sie einen Bericht, damit der Fehler behoben wird.</translation>
  </message>
  <message>
   <source>A bug stopped voiceapp before it answered. Press “Ask again” for an answer.</source>
   <translation>Ein Fehler hat voiceapp vor der Antwort gestoppt. Drücken Sie „Neu fragen“, um sie zu bekommen.</translation>
  </message>
  <message>
   <source>A code such as en or de: captions are translated into it by your language model, which may cost. Empty: not.</source>
   <translation>Ein Kürzel wie en oder de: Das Sprachmodell übersetzt die Untertitel dorthin, was etwas kosten kann. Leer: nicht.</translation>
  </message>
  <message>
   <source>A code such as en or de: the language of the person you talk with. Empty: English, or German if yours is English.</source>
   <translation>Ein Kürzel wie en oder de: die Sprache des Gegenübers. Leer: Englisch, oder Deutsch, wenn die eigene Englisch ist.</translation>
  </message>
  <message>
   <source>A code such as en or de: your own language. Empty: the first one that you speak.</source>
   <translation>Ein Kürzel wie en oder de: die eigene Sprache. Leer: die erste, die gesprochen wird.</translation>
  </message>
  <message>
   <source>A command prints the key for {address}. Change it in Settings, {page}.</source>
   <translation>Ein Befehl gibt den Schlüssel für {address} aus. Er lässt sich in den Einstellungen ändern, {page}.</translation>
  </message>
  <message>
   <source>A conversation sleeps until you press the button.</source>
   <translation>Ein Gespräch schläft, bis Sie den Knopf drücken.</translation>
  </message>
  <message>
   <source>A copy takes about 50 MB an hour. Without one, lines can be played only while the file is where it was.</source>
   <translation>Eine Kopie braucht etwa 50 MB je Stunde. Ohne sie spielen Zeilen nur, solange die Datei bleibt, wo sie war.</translation>
  </message>
  <message>
   <source>A dictation profile whose languages, vocabulary and recogniser hold for files. Empty: none.</source>
   <translation>Ein Diktierprofil, dessen Sprachen, Wortschatz und Erkenner für Dateien gelten. Leer: keines.</translation>
  </message>
  <message>
   <source>A different way for single programs, by program name or window class.</source>
   <translation>Ein anderer Weg für einzelne Programme, nach Programmname oder Fensterklasse.</translation>
  </message>
  <message>
   <source>A folder of yours, such as an Obsidian vault. Each conversation is saved there while it goes on. Empty: nowhere.</source>
   <translation>Ein eigener Ordner, etwa ein Obsidian-Vault. Jedes Gespräch wird dort laufend gespeichert. Leer: nirgends.</translation>
  </message>
  <message>
   <source>A folder with a Whisper model (CTranslate2), or a model's name. Empty: the best one that's here.</source>
   <translation>Ein Ordner mit einem Whisper-Modell (CTranslate2) oder der Name eines Modells. Leer: das beste vorhandene.</translation>
  </message>
  <message>
   <source>A language's two-letter code, and the voice that speaks it: a model's name, or a Piper file. Else: the best that's here.</source>
   <translation>Das Kürzel einer Sprache und die Stimme, die sie spricht: der Name eines Modells oder eine Piper-Datei. Sonst: die beste vorhandene.</translation>
  </message>
  <message>
   <source>A microWakeWord model: its .json file, with the .tflite file it names next to it.</source>
   <translation>Ein microWakeWord-Modell: seine .json-Datei, daneben die .tflite-Datei, die sie nennt.</translation>
  </message>
  <message>
   <source>A mirror of huggingface.co that models are downloaded from. Empty: the publishers' own addresses.</source>
   <translation>Ein Spiegel von huggingface.co, von dem Modelle geladen werden. Leer: die Adressen der Herausgeber.</translation>
  </message>
  <message>
   <source>A model of the service</source>
   <translation>Ein Modell des Dienstes</translation>
  </message>
  <message>
   <source>A note for each conversation, with properties that Obsidian reads.</source>
   <translation>Eine Notiz je Gespräch, mit Eigenschaften, die Obsidian liest.</translation>
  </message>
  <message>
   <source>A number can't be rounded to so many places.</source>
   <translation>Auf so viele Stellen lässt sich nicht runden.</translation>
  </message>
  <message>
   <source>A number in this file is larger than any that voiceapp writes. Export it again.</source>
   <translation>Eine Zahl in dieser Datei ist größer als jede, die voiceapp schreibt. Exportieren Sie die Datei neu.</translation>
  </message>
  <message>
   <source>A part of voiceapp can't be loaded ({why}). {brings}</source>
   <translation>Ein Teil von voiceapp lässt sich nicht laden ({why}). {brings}</translation>
  </message>
  <message>
   <source>A preview by this device</source>
   <translation>Eine Vorschau von diesem Gerät</translation>
  </message>
  <message>
   <source>A profile says what belongs together when one dictates into a kind of program: language, vocabulary, cleanup, how text is inserted. `use NAME` lets one hold everywhere, `use none` none, and `use auto` lets the program decide.</source>
   <translation>Ein Profil sagt, was beim Diktieren in eine Art von Programm zusammengehört: Sprache, Wortschatz, Aufräumen und die Art des Einfügens. Mit `use NAME` gilt eines überall, mit `use none` keines, und mit `use auto` entscheidet das Programm.</translation>
  </message>
  <message>
   <source>A recording in this file has {rate} samples a second. voiceapp imports only {wanted}.</source>
   <translation>Eine Aufnahme in dieser Datei hat {rate} Abtastwerte pro Sekunde. voiceapp importiert nur {wanted}.</translation>
  </message>
  <message>
   <source>A recording in this file is damaged. Export it again, or without sound.</source>
   <translation>Eine Aufnahme in dieser Datei ist beschädigt. Exportieren Sie die Datei neu, oder ohne Ton.</translation>
  </message>
  <message>
   <source>A report was saved.</source>
   <translation>Ein Bericht wurde gespeichert.</translation>
  </message>
  <message>
   <source>A server of yours with a base model, asked when you select a text and say “continue this”. Empty: the chat model.</source>
   <translation>Ein eigener Server mit einem Basismodell. Es schreibt weiter, wenn Sie Text markieren und „schreib weiter“ sagen. Leer: das Chatmodell.</translation>
  </message>
  <message>
   <source>A server's address, and the command whose output is its key or token. It's run again before that ends, and kept nowhere.</source>
   <translation>Die Adresse eines Servers und der Befehl, der dessen Schlüssel oder Token ausgibt. Er läuft erneut, bevor dieser abläuft, und wird nirgends gespeichert.</translation>
  </message>
  <message>
   <source>A service looks for harmful content before an answer is heard, for a family or a shared computer. Live can't answer then.</source>
   <translation>Ein Dienst sucht nach Schädlichem, bevor eine Antwort zu hören ist, etwa in der Familie oder an einem geteilten Computer. Live antwortet dann nicht.</translation>
  </message>
  <message>
   <source>A session translates as you speak, billed by the minute. Otherwise it's transcribed, translated and spoken in turn.</source>
   <translation>Eine Sitzung übersetzt beim Sprechen und wird nach Minuten berechnet. Sonst wird erkannt, übersetzt und dann gesprochen.</translation>
  </message>
  <message>
   <source>A small model on this device answers. For better answers, enter a key in Settings, or choose a larger model of your own.</source>
   <translation>Ein kleines Modell auf diesem Gerät antwortet. Bessere Antworten bekommen Sie, wenn Sie in den Einstellungen einen Schlüssel eingeben oder ein größeres eigenes Modell wählen.</translation>
  </message>
  <message>
   <source>A socket's address is written like {example}.</source>
   <translation>Die Adresse eines Sockets schreiben Sie wie {example}.</translation>
  </message>
  <message>
   <source>A terminal may run each of these lines as a command. Insert them only if you mean it.</source>
   <translation>Ein Terminal führt womöglich jede dieser Zeilen als Befehl aus. Fügen Sie sie nur ein, wenn Sie das wollen.</translation>
  </message>
  <message>
   <source>A timer runs for one second up to 30 days. Say how long.</source>
   <translation>Ein Timer läuft zwischen einer Sekunde und 30 Tagen. Nennen Sie eine Dauer.</translation>
  </message>
  <message>
   <source>A voice assistant. Without a command, voiceapp opens its window.</source>
   <translation>Ein Sprachassistent. Ohne Befehl öffnet voiceapp sein Fenster.</translation>
  </message>
  <message>
   <source>A volume lies between 0 and 100 percent. Say how loud.</source>
   <translation>Eine Lautstärke liegt zwischen 0 und 100 Prozent. Bitte sagen, wie laut.</translation>
  </message>
  <message>
   <source>A word, and how to spell it so that it's said right. For one language, add its code: “Gen (de)”. Texts stay as they are.</source>
   <translation>Ein Wort, und wie man es schreibt, damit es richtig klingt. Nur für eine Sprache: mit Kürzel, „Gen (de)“. Texte bleiben, wie sie sind.</translation>
  </message>
  <message>
   <source>ACTION</source>
   <translation>AKTION</translation>
  </message>
  <message>
   <source>ADDRESS</source>
   <translation>ADRESSE</translation>
  </message>
  <message>
   <source>Above 0 the model repeats itself less, below 0 more.</source>
   <translation>Über 0 wiederholt sich das Modell weniger, unter 0 mehr.</translation>
  </message>
  <message>
   <source>Above 0 the model turns to new topics sooner, below 0 it stays with what was said.</source>
   <translation>Über 0 kommt das Modell eher auf Neues, unter 0 bleibt es beim Gesagten.</translation>
  </message>
  <message>
   <source>Activity</source>
   <translation>Aktivität</translation>
  </message>
  <message>
   <source>Add a picture</source>
   <translation>Bild hinzufügen</translation>
  </message>
  <message>
   <source>Add note</source>
   <translation>Notieren</translation>
  </message>
  <message>
   <source>Address</source>
   <translation>Adresse</translation>
  </message>
  <message>
   <source>Address of the API</source>
   <translation>Adresse der API</translation>
  </message>
  <message>
   <source>Address of the socket</source>
   <translation>Adresse der Verbindung</translation>
  </message>
  <message>
   <source>After this much silence, what you said is inserted.</source>
   <translation>Nach so viel Stille wird das Gesagte eingefügt.</translation>
  </message>
  <message>
   <source>All lines</source>
   <translation>Alle Zeilen</translation>
  </message>
  <message>
   <source>All of these words were there already.</source>
   <translation>Alle diese Wörter waren schon da.</translation>
  </message>
  <message>
   <source>All other tools</source>
   <translation>Alle anderen Werkzeuge</translation>
  </message>
  <message>
   <source>Allow it, or don't</source>
   <translation>Erlauben oder ablehnen</translation>
  </message>
  <message>
   <source>Allow it, or don't · {key} drops the answer</source>
   <translation>Erlauben oder ablehnen · {key} verwirft die Antwort</translation>
  </message>
  <message>
   <source>Allow unencrypted connections</source>
   <translation>Unverschlüsselte Verbindungen erlauben</translation>
  </message>
  <message>
   <source>Allows speech and keys to travel unencrypted (http, ws) to other computers. To this one they always can.</source>
   <translation>Sprache und Schlüssel dürfen unverschlüsselt (http, ws) zu anderen Computern gehen. Auf diesem Computer dürfen sie es immer.</translation>
  </message>
  <message>
   <source>Already here: {count}.</source>
   <translation>Schon vorhanden: {count}.</translation>
  </message>
  <message>
   <source>Also saves what recordings and meetings were turned into.</source>
   <translation>Speichert auch, was aus Aufnahmen und Besprechungen wurde.</translation>
  </message>
  <message>
   <source>Also saves what you dictated into other programs.</source>
   <translation>Speichert auch, was in andere Programme diktiert wurde.</translation>
  </message>
  <message>
   <source>Always</source>
   <translation>Immer</translation>
  </message>
  <message>
   <source>An address begins with https://, http://, wss:// or ws://, not with {scheme}://.</source>
   <translation>Eine Adresse beginnt mit https://, http://, wss:// oder ws://, nicht mit {scheme}://.</translation>
  </message>
  <message>
   <source>Another copy of voiceapp is using {path}. The change lasts until you quit. Try again.</source>
   <translation>Ein zweites voiceapp verwendet gerade {path}. Die Änderung gilt nur bis zum Beenden. Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Another profile was chosen, so the recording is transcribed again.</source>
   <translation>Ein anderes Profil wurde gewählt, darum wird die Aufnahme noch einmal erkannt.</translation>
  </message>
  <message>
   <source>Another program holds the clipboard. Try again.</source>
   <translation>Ein anderes Programm belegt die Zwischenablage. Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Another program holds the microphone. Close it there, or choose another microphone.</source>
   <translation>Ein anderes Programm belegt das Mikrofon. Geben Sie es dort frei, oder wählen Sie ein anderes Mikrofon.</translation>
  </message>
  <message>
   <source>Another program holds the speaker. Close it there, or choose another one.</source>
   <translation>Ein anderes Programm belegt den Lautsprecher. Geben Sie ihn dort frei, oder wählen Sie einen anderen.</translation>
  </message>
  <message>
   <source>Another program holds {key} already. Choose another key in Settings, or free it there.</source>
   <translation>Ein anderes Programm verwendet {key} bereits. Wählen Sie in den Einstellungen eine andere Taste, oder geben Sie diese dort frei.</translation>
  </message>
  <message>
   <source>Another program holds {key} already. Choose another key in Settings.</source>
   <translation>Ein anderes Programm verwendet {key} bereits. Wählen Sie in den Einstellungen eine andere Taste.</translation>
  </message>
  <message>
   <source>Another program is using the history file. Messages stay in memory until it's free. Close programs that have the file open.</source>
   <translation>Ein anderes Programm verwendet die Verlaufsdatei. Bis sie frei ist, bleiben Nachrichten im Arbeitsspeicher. Schließen Sie Programme, die die Datei geöffnet haben.</translation>
  </message>
  <message>
   <source>Another server has nearly the same name. Rename one of them.</source>
   <translation>Ein anderer Server heißt fast genauso. Benennen Sie einen von beiden um.</translation>
  </message>
  <message>
   <source>Another terminal dictates already: end it there first.</source>
   <translation>In einem anderen Terminal wird schon diktiert: Beenden Sie es dort zuerst.</translation>
  </message>
  <message>
   <source>Another window got the keyboard.</source>
   <translation>Ein anderes Fenster hat die Tastatur bekommen.</translation>
  </message>
  <message>
   <source>Another window has the focus now, so nothing was changed.</source>
   <translation>Jetzt hat ein anderes Fenster den Fokus, deshalb wurde nichts geändert.</translation>
  </message>
  <message>
   <source>Another window has the focus now. Click where the text belongs, then insert it.</source>
   <translation>Jetzt hat ein anderes Fenster den Fokus. Klicken Sie dorthin, wo der Text hingehört, und fügen Sie ihn ein.</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Antwort</translation>
  </message>
  <message>
   <source>Answers end before any of these texts. At most four.</source>
   <translation>Antworten enden vor jedem dieser Texte. Höchstens vier.</translation>
  </message>
  <message>
   <source>Answers go to {whom}.</source>
   <translation>Die Antworten gehen an {whom}.</translation>
  </message>
  <message>
   <source>Any OpenAI-compatible server, or several with commas between. Empty: OPENAI_BASE_URL if set, otherwise OpenAI.</source>
   <translation>Ein beliebiger OpenAI-kompatibler Server oder mehrere, durch Kommas getrennt. Leer: OPENAI_BASE_URL, falls gesetzt, sonst OpenAI.</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>Aussehen</translation>
  </message>
  <message>
   <source>Applies to tools not listed above.</source>
   <translation>Gilt für Werkzeuge, die oben nicht stehen.</translation>
  </message>
  <message>
   <source>Applies while the service can't be reached, has no key, or nothing may leave this device.</source>
   <translation>Gilt, solange der Dienst nicht erreichbar ist, kein Schlüssel da ist oder nichts dieses Gerät verlassen darf.</translation>
  </message>
  <message>
   <source>Arabic</source>
   <translation>Arabisch</translation>
  </message>
  <message>
   <source>As in Colors</source>
   <translation>Wie bei Farben</translation>
  </message>
  <message>
   <source>As in Engines: the service where there's a key, else this device</source>
   <translation>Wie bei den Antwortwegen: der Dienst, wo es einen Schlüssel gibt, sonst dieses Gerät</translation>
  </message>
  <message>
   <source>As in conversations</source>
   <translation>Wie in Gesprächen</translation>
  </message>
  <message>
   <source>As spoken</source>
   <translation>Wie gesprochen</translation>
  </message>
  <message>
   <source>Ask</source>
   <translation>Fragen</translation>
  </message>
  <message>
   <source>Ask about part of the screen</source>
   <translation>Zu einem Teil des Bildschirms fragen</translation>
  </message>
  <message>
   <source>Ask about the whole screen</source>
   <translation>Zum ganzen Bildschirm fragen</translation>
  </message>
  <message>
   <source>Ask about your screen</source>
   <translation>Etwas zum Bildschirm fragen</translation>
  </message>
  <message>
   <source>Ask for said, reply or dictation.</source>
   <translation>Fragen Sie nach said, reply oder dictation.</translation>
  </message>
  <message>
   <source>Ask me</source>
   <translation>Mich fragen</translation>
  </message>
  <message>
   <source>Ask me each time</source>
   <translation>Jedes Mal fragen</translation>
  </message>
  <message>
   <source>Ask something</source>
   <translation>Etwas fragen</translation>
  </message>
  <message>
   <source>Ask your history</source>
   <translation>Verlauf befragen</translation>
  </message>
  <message>
   <source>Asked</source>
   <translation>Anfrage</translation>
  </message>
  <message>
   <source>Asleep</source>
   <translation>Schläft</translation>
  </message>
  <message>
   <source>Assistant</source>
   <translation>Assistent</translation>
  </message>
  <message>
   <source>At the bottom edge</source>
   <translation>Am unteren Rand</translation>
  </message>
  <message>
   <source>At the mouse pointer</source>
   <translation>Am Mauszeiger</translation>
  </message>
  <message>
   <source>At the text cursor, where programs tell it</source>
   <translation>An der Schreibmarke, wo Programme sie verraten</translation>
  </message>
  <message>
   <source>At the top edge</source>
   <translation>Am oberen Rand</translation>
  </message>
  <message>
   <source>Audio</source>
   <translation>Ton</translation>
  </message>
  <message>
   <source>Audio and text</source>
   <translation>Ton und Text</translation>
  </message>
  <message>
   <source>Audio kept after release</source>
   <translation>Ton nach dem Loslassen</translation>
  </message>
  <message>
   <source>Audio kept from before</source>
   <translation>Ton vor dem Sprechen</translation>
  </message>
  <message>
   <source>Audio: every engine can be used. Text: your voice stays here and a server gets the words. Nothing: everything runs here.</source>
   <translation>Ton: Jeder Antwortweg ist erlaubt. Text: Ihre Stimme bleibt hier, ein Server bekommt nur die Worte. Nichts: Alles läuft hier.</translation>
  </message>
  <message>
   <source>Automatic</source>
   <translation>Automatisch</translation>
  </message>
  <message>
   <source>Automatic gain</source>
   <translation>Automatische Aussteuerung</translation>
  </message>
  <message>
   <source>Automatic: live from the service where it can (OpenAI: $0.017 a minute instead of $0.0045), else a preview.</source>
   <translation>Automatisch: live vom Dienst, wo er das kann (OpenAI: 0,017 statt 0,0045 $ pro Minute), sonst eine Vorschau.</translation>
  </message>
  <message>
   <source>Automatically</source>
   <translation>Automatisch</translation>
  </message>
  <message>
   <source>Automatically: a better language model and recogniser are downloaded in the background (640 MB).</source>
   <translation>Automatisch: Ein besseres Sprachmodell und eine bessere Spracherkennung kommen im Hintergrund (640 MB).</translation>
  </message>
  <message>
   <source>Back to the current conversation</source>
   <translation>Zurück zum aktuellen Gespräch</translation>
  </message>
  <message>
   <source>Background</source>
   <translation>Hintergrund</translation>
  </message>
  <message>
   <source>Backup of {day}, without sound. Conversations: {talks}. What isn't here is added, and nothing is replaced.</source>
   <translation>Sicherung vom {day}, ohne Ton. Gespräche: {talks}. Was fehlt, kommt hinzu; ersetzt wird nichts.</translation>
  </message>
  <message>
   <source>Backup of {day}. Conversations: {talks}, recordings: {recordings}. What isn't here is added, and nothing is replaced.</source>
   <translation>Sicherung vom {day}. Gespräche: {talks}, Aufnahmen: {recordings}. Was fehlt, kommt hinzu; ersetzt wird nichts.</translation>
  </message>
  <message>
   <source>Balanced</source>
   <translation>Ausgewogen</translation>
  </message>
  <message>
   <source>Balanced: an "mhm" or a cough only pauses the reply, speech to the assistant stops it. “Stop” always does.</source>
   <translation>Ausgewogen: Ein „mhm“ oder Husten unterbricht nur kurz, was dem Assistenten gilt, beendet die Antwort. „Stopp“ wirkt immer.</translation>
  </message>
  <message>
   <source>Barely</source>
   <translation>Kaum</translation>
  </message>
  <message>
   <source>Being saved: {count}.</source>
   <translation>Wird gespeichert: {count}.</translation>
  </message>
  <message>
   <source>Beta</source>
   <translation>Beta</translation>
  </message>
  <message>
   <source>Black on white</source>
   <translation>Schwarz auf Weiß</translation>
  </message>
  <message>
   <source>Blue, to be keyed out</source>
   <translation>Blau, zum Freistellen</translation>
  </message>
  <message>
   <source>Bold</source>
   <translation>Fett</translation>
  </message>
  <message>
   <source>Both languages</source>
   <translation>Beide Sprachen</translation>
  </message>
  <message>
   <source>Budget</source>
   <translation>Budget</translation>
  </message>
  <message>
   <source>By a Wyoming server</source>
   <translation>Von einem Wyoming-Server gehört</translation>
  </message>
  <message>
   <source>By the channels of a stereo file</source>
   <translation>Nach den Kanälen einer Stereodatei</translation>
  </message>
  <message>
   <source>By the service for chat</source>
   <translation>Vom Dienst für den Chat</translation>
  </message>
  <message>
   <source>By their voices, by the service</source>
   <translation>An den Stimmen, durch den Dienst</translation>
  </message>
  <message>
   <source>By voice, on this device</source>
   <translation>Nach der Stimme, auf diesem Gerät</translation>
  </message>
  <message>
   <source>COUNT</source>
   <translation>ANZAHL</translation>
  </message>
  <message>
   <source>Calculate</source>
   <translation>Rechnen</translation>
  </message>
  <message>
   <source>Cancel timer or reminder</source>
   <translation>Timer oder Erinnerung abbrechen</translation>
  </message>
  <message>
   <source>Cancel timer or reminder number {number}?</source>
   <translation>Timer oder Erinnerung Nummer {number} abbrechen?</translation>
  </message>
  <message>
   <source>Cancelled</source>
   <translation>Abgebrochen</translation>
  </message>
  <message>
   <source>Cancelled · {text}</source>
   <translation>Abgebrochen · {text}</translation>
  </message>
  <message>
   <source>Captions</source>
   <translation>Untertitel</translation>
  </message>
  <message>
   <source>Captions can't be written to {path}. Choose another file in Settings, {page}, or free some space.</source>
   <translation>Die Untertitel lassen sich nicht nach {path} schreiben. Eine andere Datei unter Einstellungen, {page}, wählen oder Platz schaffen.</translation>
  </message>
  <message>
   <source>Captions full screen</source>
   <translation>Untertitel bildschirmfüllend</translation>
  </message>
  <message>
   <source>Captions go away when nothing was said for so long.</source>
   <translation>Untertitel verschwinden, wenn so lange nichts gesagt wurde.</translation>
  </message>
  <message>
   <source>Captions of what the computer plays, such as a call or a video (Linux with PulseAudio or PipeWire). Nothing is kept.</source>
   <translation>Untertitel für das, was der Rechner abspielt, etwa ein Anruf oder Video (Linux mit PulseAudio oder PipeWire). Nichts wird aufbewahrt.</translation>
  </message>
  <message>
   <source>Captions show in large lines what is said in conversations, in dictation and in other programs. Without a word, it says whether they are on.</source>
   <translation>Untertitel zeigen in großen Zeilen, was in Gesprächen, beim Diktat und in anderen Programmen gesagt wird. Ohne ein Wort dazu: ob sie an sind.</translation>
  </message>
  <message>
   <source>Cascade: recognise, chat, speak</source>
   <translation>Kaskade: erkennen, antworten, sprechen</translation>
  </message>
  <message>
   <source>Cascade: {model}</source>
   <translation>Kaskade: {model}</translation>
  </message>
  <message>
   <source>Change the last picture: “{prompt}”? {terms}</source>
   <translation>Das letzte Bild ändern: „{prompt}“? {terms}</translation>
  </message>
  <message>
   <source>Change the last picture? {terms}</source>
   <translation>Das letzte Bild ändern? {terms}</translation>
  </message>
  <message>
   <source>Change the selected text by voice</source>
   <translation>Markierten Text per Sprache ändern</translation>
  </message>
  <message>
   <source>Changed settings: {count}; devices, folders and model files of the other computer are left out.</source>
   <translation>Geänderte Einstellungen: {count}; Geräte, Ordner und Modelldateien des anderen Computers sind ausgelassen.</translation>
  </message>
  <message>
   <source>Chapters</source>
   <translation>Kapitel</translation>
  </message>
  <message>
   <source>Chat</source>
   <translation>Chat</translation>
  </message>
  <message>
   <source>Check what is said and answered</source>
   <translation>Gesagtes und Antworten prüfen</translation>
  </message>
  <message>
   <source>Checking</source>
   <translation>Prüfung</translation>
  </message>
  <message>
   <source>Chimes</source>
   <translation>Signaltöne</translation>
  </message>
  <message>
   <source>Chinese</source>
   <translation>Chinesisch</translation>
  </message>
  <message>
   <source>Choose a key for it</source>
   <translation>Eine Taste dafür wählen</translation>
  </message>
  <message>
   <source>Choose an engine in Settings.</source>
   <translation>Wählen Sie in den Einstellungen einen Antwortweg.</translation>
  </message>
  <message>
   <source>Clean up</source>
   <translation>Aufräumen</translation>
  </message>
  <message>
   <source>Cleanup needs a language model.</source>
   <translation>Zum Aufräumen fehlt ein Sprachmodell.</translation>
  </message>
  <message>
   <source>Cleanup prompt</source>
   <translation>Anweisung zum Aufräumen</translation>
  </message>
  <message>
   <source>Cleanup prompts</source>
   <translation>Anweisungen zum Aufräumen</translation>
  </message>
  <message>
   <source>Clear or in one color, streaming programs such as OBS can show the letters alone.</source>
   <translation>Durchsichtig oder einfarbig können Streaming-Programme wie OBS die Schrift allein zeigen.</translation>
  </message>
  <message>
   <source>Clear sentences</source>
   <translation>Klare Sätze</translation>
  </message>
  <message>
   <source>Click and press Enter</source>
   <translation>Klicken und Eingabe drücken</translation>
  </message>
  <message>
   <source>Click where the text belongs · press to insert it</source>
   <translation>Klicken Sie dorthin, wo der Text hingehört · Drücken fügt ihn ein</translation>
  </message>
  <message>
   <source>Clipboard only</source>
   <translation>Nur Zwischenablage</translation>
  </message>
  <message>
   <source>Close after silence</source>
   <translation>Nach Stille schließen</translation>
  </message>
  <message>
   <source>Code comment</source>
   <translation>Kommentar im Code</translation>
  </message>
  <message>
   <source>Colors</source>
   <translation>Farben</translation>
  </message>
  <message>
   <source>Command</source>
   <translation>Befehl</translation>
  </message>
  <message>
   <source>Connecting…</source>
   <translation>Verbinde …</translation>
  </message>
  <message>
   <source>Connection lost. Check your network.</source>
   <translation>Die Verbindung ist abgebrochen. Prüfen Sie das Netz.</translation>
  </message>
  <message>
   <source>Connection lost. Reconnecting.</source>
   <translation>Die Verbindung ist abgebrochen und wird neu aufgebaut.</translation>
  </message>
  <message>
   <source>Connection lost. Starting the answer over.</source>
   <translation>Die Verbindung ist abgebrochen. Die Antwort beginnt von vorn.</translation>
  </message>
  <message>
   <source>Context you allowed</source>
   <translation>Erlaubter Zusammenhang</translation>
  </message>
  <message>
   <source>Continuing a text</source>
   <translation>Einen Text fortsetzen</translation>
  </message>
  <message>
   <source>Control player</source>
   <translation>Mediaplayer steuern</translation>
  </message>
  <message>
   <source>Conversation</source>
   <translation>Gespräch</translation>
  </message>
  <message>
   <source>Conversations and messages that you delete can be restored from Recently deleted that long.</source>
   <translation>So lange können Sie gelöschte Gespräche und Nachrichten unter „Zuletzt gelöscht“ wiederherstellen.</translation>
  </message>
  <message>
   <source>Conversations aren't kept, so a transcript has no place. Turn on Keep conversations in Settings.</source>
   <translation>Gespräche werden nicht aufbewahrt, also hat ein Transkript keinen Platz. „Gespräche behalten“ in den Einstellungen einschalten.</translation>
  </message>
  <message>
   <source>Conversations brought back: {new}; already there: {known}; recordings: {sounds}.</source>
   <translation>Zurückgeholte Gespräche: {new}; schon da: {known}; Aufnahmen: {sounds}.</translation>
  </message>
  <message>
   <source>Conversations, vocabulary, profiles, prompts and settings in one file. Keys stay out of it.</source>
   <translation>Gespräche, Wortschatz, Profile, Anweisungen und Einstellungen in einer Datei. Schlüssel kommen nicht hinein.</translation>
  </message>
  <message>
   <source>Convert units</source>
   <translation>Einheiten umrechnen</translation>
  </message>
  <message>
   <source>Convert {value} {source} to {target}?</source>
   <translation>{value} {source} in {target} umrechnen?</translation>
  </message>
  <message>
   <source>Converted · {value} {source} = {result}</source>
   <translation>Umgerechnet · {value} {source} = {result}</translation>
  </message>
  <message>
   <source>Copied</source>
   <translation>Kopiert</translation>
  </message>
  <message>
   <source>Copied “{text}”</source>
   <translation>„{text}“ kopiert</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy this?</source>
   <translation>Das kopieren?</translation>
  </message>
  <message>
   <source>Copy “{text}”?</source>
   <translation>„{text}“ kopieren?</translation>
  </message>
  <message>
   <source>Couldn't change starting at login ({why}). Make {place} writable.</source>
   <translation>Das Starten beim Anmelden ließ sich nicht ändern ({why}). Machen Sie {place} beschreibbar.</translation>
  </message>
  <message>
   <source>Couldn't restore that ({why}). It's still in Recently deleted. Try again.</source>
   <translation>Das Wiederherstellen ist fehlgeschlagen ({why}). Unter „Zuletzt gelöscht“ ist es noch da. Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Couldn't save the file ({why}). Free some space.</source>
   <translation>Die Datei ließ sich nicht speichern ({why}). Schaffen Sie Platz.</translation>
  </message>
  <message>
   <source>Couldn't write the history ({why}). Nothing incomplete was imported.</source>
   <translation>Der Verlauf ließ sich nicht schreiben ({why}). Es wurde nichts Unvollständiges importiert.</translation>
  </message>
  <message>
   <source>Counted here</source>
   <translation>Hier gezählt</translation>
  </message>
  <message>
   <source>Counted with the same tokens and minutes. Another model may use more or fewer, and answer less well. What you say as sound isn't compared with what it would cost as text.</source>
   <translation>Gerechnet mit denselben Tokens und Minuten. Ein anderes Modell braucht vielleicht mehr oder weniger und antwortet weniger gut. Was als Ton gesprochen wurde, wird nicht damit verglichen, was es als Text kosten würde.</translation>
  </message>
  <message>
   <source>Current</source>
   <translation>Aktuell</translation>
  </message>
  <message>
   <source>DAY</source>
   <translation>TAG</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>Date and time</source>
   <translation>Datum und Uhrzeit</translation>
  </message>
  <message>
   <source>Dates and times</source>
   <translation>Datum und Uhrzeit</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>Tag</translation>
  </message>
  <message>
   <source>Decisions</source>
   <translation>Beschlüsse</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Delete the files, too</source>
   <translation>Auch die Dateien löschen</translation>
  </message>
  <message>
   <source>Delete the note “{what}”?</source>
   <translation>Die Notiz „{what}“ löschen?</translation>
  </message>
  <message>
   <source>Delete “{what}” from the list “{list}”?</source>
   <translation>„{what}“ von der Liste „{list}“ löschen?</translation>
  </message>
  <message>
   <source>Deleted a note</source>
   <translation>Notiz gelöscht</translation>
  </message>
  <message>
   <source>Deleted {deleted}</source>
   <translation>Gelöscht: {deleted}</translation>
  </message>
  <message>
   <source>Detected automatically</source>
   <translation>Automatisch erkannt</translation>
  </message>
  <message>
   <source>Detector threshold</source>
   <translation>Schwelle der Stimmerkennung</translation>
  </message>
  <message>
   <source>Deutsch</source>
   <translation>Deutsch</translation>
  </message>
  <message>
   <source>Dictate</source>
   <translation>Diktieren</translation>
  </message>
  <message>
   <source>Dictate anywhere</source>
   <translation>Überall diktieren</translation>
  </message>
  <message>
   <source>Dictate hands-free</source>
   <translation>Freihändig diktieren</translation>
  </message>
  <message>
   <source>Dictating</source>
   <translation>Diktat läuft</translation>
  </message>
  <message>
   <source>Dictation</source>
   <translation>Diktat</translation>
  </message>
  <message>
   <source>Dictation bar</source>
   <translation>Diktatleiste</translation>
  </message>
  <message>
   <source>Dictation bar: back to its usual place</source>
   <translation>Diktatleiste: zurück an den üblichen Platz</translation>
  </message>
  <message>
   <source>Dictation hit a bug and restarted. Your words are in the history.</source>
   <translation>Das Diktat hatte einen Fehler und begann neu. Ihre Worte stehen im Verlauf.</translation>
  </message>
  <message>
   <source>Dictation key changes a selection</source>
   <translation>Diktattaste ändert eine Auswahl</translation>
  </message>
  <message>
   <source>Dictations, too</source>
   <translation>Auch Diktate</translation>
  </message>
  <message>
   <source>Did you hear yourself?</source>
   <translation>Haben Sie sich gehört?</translation>
  </message>
  <message>
   <source>Do anything</source>
   <translation>Alles finden</translation>
  </message>
  <message>
   <source>Don't put a key in an address. Save it in Settings, {page}.</source>
   <translation>In eine Adresse gehört kein Schlüssel. Speichern Sie ihn in den Einstellungen unter „{page}“.</translation>
  </message>
  <message>
   <source>Don't put a user name, password, or key in an address. Save keys in Settings, {page}.</source>
   <translation>In eine Adresse gehören weder Benutzername noch Passwort noch Schlüssel. Speichern Sie Schlüssel in den Einstellungen unter „{page}“.</translation>
  </message>
  <message>
   <source>Download address</source>
   <translation>Adresse zum Herunterladen</translation>
  </message>
  <message>
   <source>Download better models</source>
   <translation>Bessere Modelle laden</translation>
  </message>
  <message>
   <source>Downloading a better language model ({size}). You can talk meanwhile.</source>
   <translation>Ein besseres Sprachmodell wird heruntergeladen ({size}). Sprechen geht derweil.</translation>
  </message>
  <message>
   <source>Downloading a better recogniser ({size}). You can talk meanwhile.</source>
   <translation>Eine bessere Spracherkennung wird heruntergeladen ({size}). Sprechen geht derweil.</translation>
  </message>
  <message>
   <source>Downloading the models for this device, about {size}.</source>
   <translation>Die Modelle für dieses Gerät werden heruntergeladen, etwa {size}.</translation>
  </message>
  <message>
   <source>Drag the bar to any place, kept for each screen; choosing one here resets that. Under Wayland, the desktop decides.</source>
   <translation>Die Leiste lässt sich verschieben, auf jedem Bildschirm eigens; eine neue Wahl hier setzt das zurück. Unter Wayland bestimmt der Desktop.</translation>
  </message>
  <message>
   <source>Draw picture</source>
   <translation>Bild zeichnen</translation>
  </message>
  <message>
   <source>Draw pictures</source>
   <translation>Bilder zeichnen</translation>
  </message>
  <message>
   <source>Draw this picture? {terms}</source>
   <translation>Dieses Bild zeichnen? {terms}</translation>
  </message>
  <message>
   <source>Draw “{prompt}” ({shape_words})? {terms}</source>
   <translation>„{prompt}“ zeichnen ({shape_words})? {terms}</translation>
  </message>
  <message>
   <source>Draw “{prompt}”? {terms}</source>
   <translation>„{prompt}“ zeichnen? {terms}</translation>
  </message>
  <message>
   <source>Drops "um" and "uh", and never a word with a meaning.</source>
   <translation>Lässt „äh“ und „ähm“ weg, aber nie ein Wort mit Bedeutung.</translation>
  </message>
  <message>
   <source>Due: {when}</source>
   <translation>Fällig: {when}</translation>
  </message>
  <message>
   <source>Dutch</source>
   <translation>Niederländisch</translation>
  </message>
  <message>
   <source>E-mail</source>
   <translation>E-Mail</translation>
  </message>
  <message>
   <source>E-mail and web addresses</source>
   <translation>E-Mail- und Webadressen</translation>
  </message>
  <message>
   <source>Eagerness</source>
   <translation>Reaktion des Servers</translation>
  </message>
  <message>
   <source>Echo cancellation</source>
   <translation>Echo unterdrücken</translation>
  </message>
  <message>
   <source>Edit</source>
   <translation>Bearbeiten</translation>
  </message>
  <message>
   <source>Edit picture</source>
   <translation>Bild ändern</translation>
  </message>
  <message>
   <source>Empty or unreadable: {count}.</source>
   <translation>Leer oder unlesbar: {count}.</translation>
  </message>
  <message>
   <source>End of hands-free</source>
   <translation>Ende des freihändigen Diktats</translation>
  </message>
  <message>
   <source>End of turns</source>
   <translation>Ende des Sprechens</translation>
  </message>
  <message>
   <source>Engines</source>
   <translation>Antwortwege</translation>
  </message>
  <message>
   <source>English</source>
   <translation>Englisch</translation>
  </message>
  <message>
   <source>Esc can't cancel a dictation on this desktop. Use the button of the bar.</source>
   <translation>Esc kann auf diesem Desktop kein Diktat abbrechen. Nehmen Sie den Knopf der Leiste.</translation>
  </message>
  <message>
   <source>Everything else</source>
   <translation>Alles andere</translation>
  </message>
  <message>
   <source>Everything of the organization is on the bill: other programs, computers and people, and what has no known price here.</source>
   <translation>Auf der Rechnung steht alles der Organisation: andere Programme, Geräte und Personen, und was hier keinen bekannten Preis hat.</translation>
  </message>
  <message>
   <source>Everything the disk refused last time is saved now.</source>
   <translation>Was der Datenträger beim letzten Mal nicht annahm, ist jetzt gespeichert.</translation>
  </message>
  <message>
   <source>Everything there is, so that the history can be rebuilt from the folder.</source>
   <translation>Alles, was es gibt: Daraus lässt sich der Verlauf wiederherstellen.</translation>
  </message>
  <message>
   <source>Export this conversation</source>
   <translation>Dieses Gespräch exportieren</translation>
  </message>
  <message>
   <source>Exported {models} ({size}) to {folder}.</source>
   <translation>{models} ({size}) nach {folder} exportiert.</translation>
  </message>
  <message>
   <source>FILE</source>
   <translation>DATEI</translation>
  </message>
  <message>
   <source>FOLDER</source>
   <translation>ORDNER</translation>
  </message>
  <message>
   <source>Far (room or laptop)</source>
   <translation>Fern (Raum oder Laptop)</translation>
  </message>
  <message>
   <source>Fast for its size, in eight languages.</source>
   <translation>Schnell für seine Größe, in acht Sprachen.</translation>
  </message>
  <message>
   <source>Faster</source>
   <translation>Schneller</translation>
  </message>
  <message>
   <source>File names</source>
   <translation>Dateinamen</translation>
  </message>
  <message>
   <source>Find and replace</source>
   <translation>Suchen und ersetzen</translation>
  </message>
  <message>
   <source>Find program</source>
   <translation>Programm suchen</translation>
  </message>
  <message>
   <source>Finding out who spoke needs a model that isn't here yet. Get it in Settings &gt; {place}.</source>
   <translation>Um herauszufinden, wer sprach, braucht es ein Modell, das noch nicht hier ist. Sie bekommen es unter Einstellungen &gt; {place}.</translation>
  </message>
  <message>
   <source>Finds earlier talks by what was meant, not only by the words.</source>
   <translation>Findet frühere Gespräche nach dem, was gemeint war, nicht nur nach den Wörtern.</translation>
  </message>
  <message>
   <source>Finds everything that you can do, and every conversation.</source>
   <translation>Findet alles, was Sie tun können, und jedes Gespräch.</translation>
  </message>
  <message>
   <source>Finds out who spoke in your recordings, by their voices.</source>
   <translation>Findet anhand der Stimmen heraus, wer in Ihren Aufnahmen sprach.</translation>
  </message>
  <message>
   <source>Finds what you said, even misspelled</source>
   <translation>Findet Gesagtes, auch mit Tippfehlern</translation>
  </message>
  <message>
   <source>For accounts in several organizations. Empty: OPENAI_ORG_ID if set.</source>
   <translation>Für Konten in mehreren Organisationen. Leer: OPENAI_ORG_ID, falls gesetzt.</translation>
  </message>
  <message>
   <source>For accounts with several projects. Empty: OPENAI_PROJECT_ID if set.</source>
   <translation>Für Konten mit mehreren Projekten. Leer: OPENAI_PROJECT_ID, falls gesetzt.</translation>
  </message>
  <message>
   <source>For single tools, by name.</source>
   <translation>Für einzelne Werkzeuge, nach ihrem Namen.</translation>
  </message>
  <message>
   <source>For small talk, at once. It's often wrong about facts.</source>
   <translation>Für Geplauder, sofort. Bei Fakten liegt es oft falsch.</translation>
  </message>
  <message>
   <source>For speakers that click when they wake or swallow the first word. Off: the speaker rests in silence and wakes when you start to speak.</source>
   <translation>Für Lautsprecher, die beim Aufwachen knacken oder das erste Wort verschlucken. Aus: Der Lautsprecher ruht bei Stille und wacht auf, wenn Sie zu sprechen beginnen.</translation>
  </message>
  <message>
   <source>For speakers whose echo can't be cancelled. You can't interrupt by voice then.</source>
   <translation>Für Lautsprecher, deren Echo sich nicht unterdrücken lässt. Sie können die Antwort dann nicht durch Sprechen unterbrechen.</translation>
  </message>
  <message>
   <source>For this {what} and your words go to the language model, once you allow it.</source>
   <translation>Dafür erhält das Sprachmodell {what} und Ihre Worte, sobald das erlaubt ist.</translation>
  </message>
  <message>
   <source>Forget</source>
   <translation>Vergessen</translation>
  </message>
  <message>
   <source>Forget what was remembered last?</source>
   <translation>Das zuletzt Gemerkte vergessen?</translation>
  </message>
  <message>
   <source>Forget “{what}”?</source>
   <translation>„{what}“ vergessen?</translation>
  </message>
  <message>
   <source>Forgot it</source>
   <translation>Vergessen</translation>
  </message>
  <message>
   <source>Forgot {forgotten}</source>
   <translation>Vergessen: {forgotten}</translation>
  </message>
  <message>
   <source>Fractions</source>
   <translation>Brüche</translation>
  </message>
  <message>
   <source>French</source>
   <translation>Französisch</translation>
  </message>
  <message>
   <source>Frequency penalty</source>
   <translation>Weniger Wiederholungen</translation>
  </message>
  <message>
   <source>From ChatGPT, or drop a file here</source>
   <translation>Aus ChatGPT, oder Datei hierher ziehen</translation>
  </message>
  <message>
   <source>From any program. The same keys stop it.</source>
   <translation>Aus jedem Programm. Dieselben Tasten halten es an.</translation>
  </message>
  <message>
   <source>From: {title}</source>
   <translation>Aus: {title}</translation>
  </message>
  <message>
   <source>Full</source>
   <translation>Vollständig</translation>
  </message>
  <message>
   <source>German</source>
   <translation>Deutsch</translation>
  </message>
  <message>
   <source>Gets more questions right, and uses tools. Answers in under a second.</source>
   <translation>Beantwortet mehr Fragen richtig und benutzt Werkzeuge. Antwortet in weniger als einer Sekunde.</translation>
  </message>
  <message>
   <source>Gets most questions right, uses tools well and tidies dictations. Takes a second longer.</source>
   <translation>Beantwortet die meisten Fragen richtig, benutzt Werkzeuge gut und räumt Diktate auf. Braucht eine Sekunde länger.</translation>
  </message>
  <message>
   <source>Greek</source>
   <translation>Griechisch</translation>
  </message>
  <message>
   <source>Green, to be keyed out</source>
   <translation>Grün, zum Freistellen</translation>
  </message>
  <message>
   <source>Hands-free dictation ends after this much silence.</source>
   <translation>Nach so viel Stille endet das freihändige Diktat.</translation>
  </message>
  <message>
   <source>Hear recordings again</source>
   <translation>Aufnahmen noch einmal hören</translation>
  </message>
  <message>
   <source>Hear who speaks</source>
   <translation>Hören, wer spricht</translation>
  </message>
  <message>
   <source>Heard</source>
   <translation>Gehört</translation>
  </message>
  <message>
   <source>Hearing you</source>
   <translation>Ich höre Sie</translation>
  </message>
  <message>
   <source>Hears English better than tiny.en, nearly as fast.</source>
   <translation>Versteht Englisch besser als tiny.en, fast genauso schnell.</translation>
  </message>
  <message>
   <source>Hears English, on any computer.</source>
   <translation>Versteht Englisch, auf jedem Computer.</translation>
  </message>
  <message>
   <source>Hears a hundred languages, and makes fewer mistakes than tiny.en in English.</source>
   <translation>Versteht hundert Sprachen und macht auf Englisch weniger Fehler als tiny.en.</translation>
  </message>
  <message>
   <source>Height of the letters.</source>
   <translation>Höhe der Schrift.</translation>
  </message>
  <message>
   <source>Hidden</source>
   <translation>Ausgeblendet</translation>
  </message>
  <message>
   <source>High</source>
   <translation>Viel</translation>
  </message>
  <message>
   <source>Hindi</source>
   <translation>Hindi</translation>
  </message>
  <message>
   <source>History</source>
   <translation>Verlauf</translation>
  </message>
  <message>
   <source>Hold it back</source>
   <translation>Zurückhalten</translation>
  </message>
  <message>
   <source>Hold or press</source>
   <translation>Halten oder drücken</translation>
  </message>
  <message>
   <source>Hold the button while you speak</source>
   <translation>Knopf beim Sprechen halten</translation>
  </message>
  <message>
   <source>Hold the key while you speak, or press it once to start and once to stop.</source>
   <translation>Halten Sie die Taste beim Sprechen, oder drücken Sie sie einmal zum Beginnen und einmal zum Beenden.</translation>
  </message>
  <message>
   <source>Hold to interrupt</source>
   <translation>Halten unterbricht</translation>
  </message>
  <message>
   <source>Hold while speaking</source>
   <translation>Beim Sprechen halten</translation>
  </message>
  <message>
   <source>Hold {key} in any program</source>
   <translation>{key} in jedem Programm halten</translation>
  </message>
  <message>
   <source>Hold {key} to interrupt</source>
   <translation>{key} halten unterbricht</translation>
  </message>
  <message>
   <source>Hold {key} while you speak</source>
   <translation>{key} beim Sprechen halten</translation>
  </message>
  <message>
   <source>How a language model cleans up your words. Meaning stays the same, and the original is kept.</source>
   <translation>Wie ein Sprachmodell Ihre Worte aufräumt. Der Sinn bleibt gleich, und das Original bleibt erhalten.</translation>
  </message>
  <message>
   <source>How answers are worded</source>
   <translation>Wie Antworten formuliert werden</translation>
  </message>
  <message>
   <source>How fast replies are spoken. 1 is normal.</source>
   <translation>Wie schnell Antworten gesprochen werden. 1 ist normal.</translation>
  </message>
  <message>
   <source>How heavy the letters are.</source>
   <translation>Wie kräftig die Schrift ist.</translation>
  </message>
  <message>
   <source>How long it stays awake when nobody speaks. “Goodbye” alone lets it sleep at once. Then it waits for the wake word.</source>
   <translation>Wie lange es wach bleibt, wenn niemand spricht. „Auf Wiedersehen“ allein lässt es gleich schlafen. Dann wartet es auf das Weckwort.</translation>
  </message>
  <message>
   <source>How long reasoning models think before they answer. More is slower.</source>
   <translation>Wie lange Modelle, die nachdenken können, vor der Antwort nachdenken. Mehr dauert länger.</translation>
  </message>
  <message>
   <source>How long voiceapp waits when your sentence sounds unfinished.</source>
   <translation>Wie lange voiceapp wartet, wenn Ihr Satz unfertig klingt.</translation>
  </message>
  <message>
   <source>How loud chimes are compared to replies.</source>
   <translation>Wie laut die Signaltöne im Vergleich zu den Antworten sind.</translation>
  </message>
  <message>
   <source>How loud replies are, on top of the system volume.</source>
   <translation>Wie laut Antworten sind, zusätzlich zur Systemlautstärke.</translation>
  </message>
  <message>
   <source>How loud speech must be for the server's detector.</source>
   <translation>Wie laut Sprache für die Stimmerkennung des Servers sein muss.</translation>
  </message>
  <message>
   <source>How many threads the models can use.</source>
   <translation>Wie viele Threads die Modelle nutzen dürfen.</translation>
  </message>
  <message>
   <source>How much audio from before you speak is included, so the first word isn't clipped.</source>
   <translation>Wie viel Ton von vor dem Sprechen dazugehört, damit das erste Wort nicht abgeschnitten wird.</translation>
  </message>
  <message>
   <source>How much audio is included after you let go of the key.</source>
   <translation>Wie viel Ton nach dem Loslassen der Taste dazugehört.</translation>
  </message>
  <message>
   <source>How much has to be wrong before an answer is held back.</source>
   <translation>Wie viel auszusetzen sein muss, bis eine Antwort zurückgehalten wird.</translation>
  </message>
  <message>
   <source>How soon the server answers when it follows what you say.</source>
   <translation>Wie bald der Server antwortet, wenn er auf den Sinn achtet.</translation>
  </message>
  <message>
   <source>How sure the detector must be. Higher: fewer false alarms, but quiet speech may be missed.</source>
   <translation>Wie sicher die Stimmerkennung sein muss. Höher: weniger Fehlalarme, aber leise Sprache geht leichter verloren.</translation>
  </message>
  <message>
   <source>How text is inserted</source>
   <translation>Wie der Text eingefügt wird</translation>
  </message>
  <message>
   <source>How the voice should sound, e.g. "calm and warm", for models that support it.</source>
   <translation>Wie die Stimme klingen soll, z. B. „ruhig und warm“, bei Modellen, die das können.</translation>
  </message>
  <message>
   <source>How voiceapp tells speech from noise. Silero is more accurate, WebRTC uses less CPU.</source>
   <translation>Wie voiceapp Sprache von Geräuschen unterscheidet. Silero ist genauer, WebRTC braucht weniger Rechenleistung.</translation>
  </message>
  <message>
   <source>How words are written</source>
   <translation>Schreibweise</translation>
  </message>
  <message>
   <source>How your words get into the other program.</source>
   <translation>Wie Ihre Worte in das andere Programm kommen.</translation>
  </message>
  <message>
   <source>INSTRUCTION</source>
   <translation>ANWEISUNG</translation>
  </message>
  <message>
   <source>ITEM</source>
   <translation>EINTRAG</translation>
  </message>
  <message>
   <source>If text is selected, what you dictate says what to do with it. In a terminal, it's dictated as usual.</source>
   <translation>Ist Text markiert, sagt das Diktat, was damit geschehen soll. Im Terminal wird wie sonst diktiert.</translation>
  </message>
  <message>
   <source>Import conversations</source>
   <translation>Gespräche importieren</translation>
  </message>
  <message>
   <source>Import your conversations</source>
   <translation>Ihre Gespräche importieren</translation>
  </message>
  <message>
   <source>Imported conversations: {new}.</source>
   <translation>Importierte Gespräche: {new}.</translation>
  </message>
  <message>
   <source>Imported conversations: {new}; already there: {known}.</source>
   <translation>Importierte Gespräche: {new}; schon vorhanden: {known}.</translation>
  </message>
  <message>
   <source>Imported {models} ({size}).</source>
   <translation>{models} ({size}) importiert.</translation>
  </message>
  <message>
   <source>In a checkout {command} does it.</source>
   <translation>Im Quellordner geht es mit {command}.</translation>
  </message>
  <message>
   <source>In a recording</source>
   <translation>In einer Aufnahme</translation>
  </message>
  <message>
   <source>In every pause</source>
   <translation>In jeder Pause</translation>
  </message>
  <message>
   <source>In every program</source>
   <translation>In jedem Programm</translation>
  </message>
  <message>
   <source>In memory: {models}.</source>
   <translation>Im Speicher: {models}.</translation>
  </message>
  <message>
   <source>In the history</source>
   <translation>Im Verlauf</translation>
  </message>
  <message>
   <source>In the window</source>
   <translation>Im Fenster</translation>
  </message>
  <message>
   <source>In the window for it there was something else.</source>
   <translation>Im Fenster dafür stand etwas anderes.</translation>
  </message>
  <message>
   <source>Install voiceapp with pip again.</source>
   <translation>Installieren Sie voiceapp neu mit pip.</translation>
  </message>
  <message>
   <source>Instructions</source>
   <translation>Anweisungen</translation>
  </message>
  <message>
   <source>Interpret between two languages</source>
   <translation>Zwischen zwei Sprachen dolmetschen</translation>
  </message>
  <message>
   <source>Interpreted by</source>
   <translation>Gedolmetscht von</translation>
  </message>
  <message>
   <source>Interpreter</source>
   <translation>Dolmetscher</translation>
  </message>
  <message>
   <source>Interrupt by speaking</source>
   <translation>Durch Sprechen unterbrechen</translation>
  </message>
  <message>
   <source>It asks for {name}, which is voiceapp's own key. Enter a key of its own for it.</source>
   <translation>Er verlangt {name}, und das ist ein Schlüssel von voiceapp selbst. Geben Sie ihm einen eigenen.</translation>
  </message>
  <message>
   <source>It asks for {name}, which isn't set. Enter the value itself.</source>
   <translation>Er verlangt {name}, und das ist nicht gesetzt. Tragen Sie den Wert selbst ein.</translation>
  </message>
  <message>
   <source>It can't be started ({why}).</source>
   <translation>Er lässt sich nicht starten ({why}).</translation>
  </message>
  <message>
   <source>It contains invisible characters, so it isn't used.</source>
   <translation>Der Eintrag enthält unsichtbare Zeichen und wird deshalb nicht verwendet.</translation>
  </message>
  <message>
   <source>It couldn't be verified: {why}</source>
   <translation>Er ließ sich nicht prüfen: {why}</translation>
  </message>
  <message>
   <source>It didn't say in time which tools it has. It's tried again later.</source>
   <translation>Er hat nicht rechtzeitig gesagt, welche Werkzeuge er hat. Später folgt ein neuer Versuch.</translation>
  </message>
  <message>
   <source>It didn't start in time. It's tried again later.</source>
   <translation>Er ist nicht rechtzeitig gestartet. Später folgt ein neuer Versuch.</translation>
  </message>
  <message>
   <source>It has a command and an address. Leave one of them.</source>
   <translation>Er hat einen Befehl und eine Adresse. Nur eines davon darf bleiben.</translation>
  </message>
  <message>
   <source>It has neither a command nor an address.</source>
   <translation>Er hat weder einen Befehl noch eine Adresse.</translation>
  </message>
  <message>
   <source>It has no usable name. Give it one with letters and digits.</source>
   <translation>Er hat keinen brauchbaren Namen. Geben Sie ihm einen aus Buchstaben und Ziffern.</translation>
  </message>
  <message>
   <source>It hears in a recording: “{text}” ({seconds} s)</source>
   <translation>In einer Aufnahme verstanden: „{text}“ ({seconds} s)</translation>
  </message>
  <message>
   <source>It holds what happened until now: no sound, no words, no keys.</source>
   <translation>Er enthält, was bis jetzt geschah: keinen Ton, keine Worte, keine Schlüssel.</translation>
  </message>
  <message>
   <source>It holds what happened when voiceapp ran last: no sound, no words, no keys.</source>
   <translation>Er enthält, was geschah, als voiceapp zuletzt lief: keinen Ton, keine Worte, keine Schlüssel.</translation>
  </message>
  <message>
   <source>It isn't configured any more as it was shown. Look at it, then go on.</source>
   <translation>Er ist nicht mehr so eingerichtet, wie er angezeigt wurde. Sehen Sie ihn sich an, dann weiter.</translation>
  </message>
  <message>
   <source>It isn't written as such entries are. Correct it in mcp.json.</source>
   <translation>Der Eintrag ist nicht so geschrieben, wie er sein muss. Berichtigen Sie ihn in mcp.json.</translation>
  </message>
  <message>
   <source>It reads the voice in a recording ({seconds} s)</source>
   <translation>Es liest die Stimme in einer Aufnahme ({seconds} s)</translation>
  </message>
  <message>
   <source>It says: “{text}”</source>
   <translation>Gesagt wird: „{text}“</translation>
  </message>
  <message>
   <source>It sent far more than it may, so it was ended.</source>
   <translation>Er hat viel mehr geschickt, als er darf, und wurde deshalb beendet.</translation>
  </message>
  <message>
   <source>It uses the older SSE protocol. Ask its maker for the newer address (streamable HTTP).</source>
   <translation>Er spricht das ältere SSE-Protokoll. Fragen Sie den Hersteller nach der neueren Adresse (Streamable HTTP).</translation>
  </message>
  <message>
   <source>It wants you to sign in.</source>
   <translation>Er verlangt, dass Sie sich anmelden.</translation>
  </message>
  <message>
   <source>It works, and has these tools: {tools}.</source>
   <translation>Er funktioniert und hat diese Werkzeuge: {tools}.</translation>
  </message>
  <message>
   <source>It works.</source>
   <translation>Es funktioniert.</translation>
  </message>
  <message>
   <source>It works. It heard “{heard}” for “Hello there”.</source>
   <translation>Es funktioniert. Statt „Hello there“ wurde „{heard}“ verstanden.</translation>
  </message>
  <message>
   <source>It works. {model} answers.</source>
   <translation>Es funktioniert. {model} antwortet.</translation>
  </message>
  <message>
   <source>It's configured otherwise than when you switched it on. Look at it, and switch it on again.</source>
   <translation>Der Eintrag ist anders als beim Einschalten. Sehen Sie ihn sich an und schalten Sie den Server wieder ein.</translation>
  </message>
  <message>
   <source>It's made on this device and costs nothing.</source>
   <translation>Es entsteht auf diesem Gerät und kostet nichts.</translation>
  </message>
  <message>
   <source>It's on the list, and off.</source>
   <translation>Er steht auf der Liste und ist aus.</translation>
  </message>
  <message>
   <source>It's on the list, and off. `voiceapp mcp on {name}` switches it on.</source>
   <translation>Er steht auf der Liste und ist aus. `voiceapp mcp on {name}` schaltet ihn ein.</translation>
  </message>
  <message>
   <source>Italian</source>
   <translation>Italienisch</translation>
  </message>
  <message>
   <source>Its address isn't one. It must begin with https://.</source>
   <translation>Das ist keine Adresse. Sie muss mit https:// beginnen.</translation>
  </message>
  <message>
   <source>Its address must begin with https://, because it isn't on this device.</source>
   <translation>Die Adresse muss mit https:// beginnen, weil der Server nicht auf diesem Gerät ist.</translation>
  </message>
  <message>
   <source>Its conversation was deleted for good. Resume to transcribe it into a new one, or remove it from the list.</source>
   <translation>Ihr Gespräch wurde endgültig gelöscht. Mit „Fortsetzen“ wird sie in ein neues übertragen; sonst entfernen Sie sie aus der Liste.</translation>
  </message>
  <message>
   <source>Its files have changed. Delete it, then get it again.</source>
   <translation>Die Dateien wurden verändert. Löschen, dann erneut laden.</translation>
  </message>
  <message>
   <source>Its name, as the server lists it. Empty: the server's own.</source>
   <translation>Sein Name, wie der Server ihn nennt. Leer: das eigene des Servers.</translation>
  </message>
  <message>
   <source>JSON</source>
   <translation>JSON</translation>
  </message>
  <message>
   <source>JSON (everything)</source>
   <translation>JSON (alles)</translation>
  </message>
  <message>
   <source>JSON Lines for fine-tuning</source>
   <translation>JSON Lines zum Feintuning</translation>
  </message>
  <message>
   <source>Japanese</source>
   <translation>Japanisch</translation>
  </message>
  <message>
   <source>Just speak · press to end</source>
   <translation>Einfach sprechen · Drücken beendet</translation>
  </message>
  <message>
   <source>Keep a copy with the words</source>
   <translation>Kopie bei den Worten behalten</translation>
  </message>
  <message>
   <source>Keep audio</source>
   <translation>Ton behalten</translation>
  </message>
  <message>
   <source>Keep audio for</source>
   <translation>Ton behalten für</translation>
  </message>
  <message>
   <source>Keep conversations</source>
   <translation>Gespräche behalten</translation>
  </message>
  <message>
   <source>Keep deleted items for</source>
   <translation>Gelöschtes behalten für</translation>
  </message>
  <message>
   <source>Keep listening</source>
   <translation>Weiter zuhören</translation>
  </message>
  <message>
   <source>Keep text for</source>
   <translation>Text behalten für</translation>
  </message>
  <message>
   <source>Keep the microphone open</source>
   <translation>Mikrofon offen halten</translation>
  </message>
  <message>
   <source>Keep the speaker open</source>
   <translation>Lautsprecher offen halten</translation>
  </message>
  <message>
   <source>Keeps audio of what you and the assistant said, next to the text.</source>
   <translation>Behält neben dem Text den Ton von Ihnen und vom Assistenten.</translation>
  </message>
  <message>
   <source>Keeps nothing of what you say, and comes back.</source>
   <translation>Speichert nichts von dem, was gesagt wird, und kehrt zurück.</translation>
  </message>
  <message>
   <source>Keeps the first word from being clipped. Off: the microphone is released when nothing listens, which Bluetooth headsets need for good music.</source>
   <translation>Damit das erste Wort nicht abgeschnitten wird. Aus: Das Mikrofon wird frei, wenn niemand zuhört. Bluetooth-Kopfhörer brauchen das für guten Musikklang.</translation>
  </message>
  <message>
   <source>Key</source>
   <translation>Taste</translation>
  </message>
  <message>
   <source>Key (it is not shown):</source>
   <translation>Schlüssel (wird nicht angezeigt):</translation>
  </message>
  <message>
   <source>Key for changing a selection</source>
   <translation>Taste zum Ändern einer Auswahl</translation>
  </message>
  <message>
   <source>Key for hands-free</source>
   <translation>Taste für freihändiges Diktat</translation>
  </message>
  <message>
   <source>Key for the original words</source>
   <translation>Taste für das Original</translation>
  </message>
  <message>
   <source>Key for undo</source>
   <translation>Taste für Rückgängig</translation>
  </message>
  <message>
   <source>Key removed.</source>
   <translation>Schlüssel entfernt.</translation>
  </message>
  <message>
   <source>Key saved in the system keyring.</source>
   <translation>Schlüssel im Schlüsselbund des Systems gespeichert.</translation>
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>Keys that a command prints</source>
   <translation>Schlüssel aus einem Befehl</translation>
  </message>
  <message>
   <source>Knows more, in many languages. May think for a moment before it answers.</source>
   <translation>Weiß mehr, in vielen Sprachen. Denkt vielleicht kurz nach, bevor es antwortet.</translation>
  </message>
  <message>
   <source>Knows much, in eight languages. For a fast computer.</source>
   <translation>Weiß viel, in acht Sprachen. Für einen schnellen Computer.</translation>
  </message>
  <message>
   <source>Knows much, in six languages. May think before it answers. For a fast computer.</source>
   <translation>Weiß viel, in sechs Sprachen. Denkt vielleicht nach, bevor es antwortet. Für einen schnellen Computer.</translation>
  </message>
  <message>
   <source>Korean</source>
   <translation>Koreanisch</translation>
  </message>
  <message>
   <source>LANGUAGE</source>
   <translation>SPRACHE</translation>
  </message>
  <message>
   <source>LIST</source>
   <translation>LISTE</translation>
  </message>
  <message>
   <source>Language model</source>
   <translation>Sprachmodell</translation>
  </message>
  <message>
   <source>Language of the app</source>
   <translation>Sprache von voiceapp</translation>
  </message>
  <message>
   <source>Language on the left</source>
   <translation>Sprache links</translation>
  </message>
  <message>
   <source>Language on the right</source>
   <translation>Sprache rechts</translation>
  </message>
  <message>
   <source>Languages</source>
   <translation>Sprachen</translation>
  </message>
  <message>
   <source>Languages you speak</source>
   <translation>Sprachen, die Sie sprechen</translation>
  </message>
  <message>
   <source>Learn from corrections</source>
   <translation>Aus Korrekturen lernen</translation>
  </message>
  <message>
   <source>Learnt about interruptions</source>
   <translation>Über Unterbrechungen gelernt</translation>
  </message>
  <message>
   <source>Leave out fillers</source>
   <translation>Füllwörter weglassen</translation>
  </message>
  <message>
   <source>Left out {models}: still being downloaded. Cancel that, then import again.</source>
   <translation>Ausgelassen: {models}. Der Download läuft noch. Abbrechen, dann noch einmal importieren.</translation>
  </message>
  <message>
   <source>Left out {models}: the files aren't what the publisher made.</source>
   <translation>{models} weggelassen: Die Dateien sind nicht die des Herausgebers.</translation>
  </message>
  <message>
   <source>Let go when you're done</source>
   <translation>Loslassen, wenn Sie fertig sind</translation>
  </message>
  <message>
   <source>Let it pass and say so</source>
   <translation>Durchlassen und darauf hinweisen</translation>
  </message>
  <message>
   <source>Let models go after</source>
   <translation>Modelle freigeben nach</translation>
  </message>
  <message>
   <source>Let {server} use its tool “{tool}”?</source>
   <translation>{server} das Werkzeug „{tool}“ ausführen lassen?</translation>
  </message>
  <message>
   <source>Lets the assistant look things up and do things, such as set a timer.</source>
   <translation>Lässt den Assistenten Dinge nachsehen und erledigen, etwa einen Timer stellen.</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <source>Light or dark.</source>
   <translation>Hell oder dunkel.</translation>
  </message>
  <message>
   <source>Line {number} of the recording is damaged.</source>
   <translation>Zeile {number} des Berichts ist beschädigt.</translation>
  </message>
  <message>
   <source>Lines</source>
   <translation>Zeilen</translation>
  </message>
  <message>
   <source>List timers and reminders</source>
   <translation>Timer und Erinnerungen auflisten</translation>
  </message>
  <message>
   <source>Listening</source>
   <translation>Ich höre zu</translation>
  </message>
  <message>
   <source>Listens only after this word. Nothing before it is recorded or, unless a server hears it, leaves this device. Keys need no word.</source>
   <translation>Hört erst nach diesem Wort zu. Vorher wird nichts aufgenommen und, außer ein Server hört darauf, verlässt nichts dieses Gerät. Tasten brauchen keins.</translation>
  </message>
  <message>
   <source>Listens until you press it again, pause for long, or say “stop dictation”, and inserts what you say at each pause.</source>
   <translation>Hört zu, bis die Taste wieder gedrückt wird, es lange still ist oder „Diktat beenden“ gesagt wird, und fügt bei jeder Pause das Gesagte ein.</translation>
  </message>
  <message>
   <source>Lists</source>
   <translation>Listen</translation>
  </message>
  <message>
   <source>Lists the models on this device, fetches others, and replaces them.</source>
   <translation>Zeigt die Modelle auf diesem Gerät, lädt andere und tauscht sie aus.</translation>
  </message>
  <message>
   <source>Lists the programs whose tools the assistant may use (MCP), and changes them.</source>
   <translation>Listet die Programme auf, deren Werkzeuge der Assistent nutzen darf (MCP), und ändert sie.</translation>
  </message>
  <message>
   <source>Live</source>
   <translation>Live</translation>
  </message>
  <message>
   <source>Live at {host}</source>
   <translation>Live bei {host}</translation>
  </message>
  <message>
   <source>Live file</source>
   <translation>Mitlaufende Datei</translation>
  </message>
  <message>
   <source>Live: full duplex, billed by the minute</source>
   <translation>Live: beide zugleich, minutenweise berechnet</translation>
  </message>
  <message>
   <source>Loading the language model…</source>
   <translation>Das Sprachmodell wird geladen …</translation>
  </message>
  <message>
   <source>Loading the recogniser…</source>
   <translation>Die Spracherkennung wird geladen …</translation>
  </message>
  <message>
   <source>Loading the voice…</source>
   <translation>Die Stimme wird geladen …</translation>
  </message>
  <message>
   <source>Loading…</source>
   <translation>Wird geladen …</translation>
  </message>
  <message>
   <source>Longest continuation</source>
   <translation>Längste Fortsetzung</translation>
  </message>
  <message>
   <source>Longest reply</source>
   <translation>Längste Antwort</translation>
  </message>
  <message>
   <source>Look at the clock in {zone}?</source>
   <translation>Nachsehen, wie spät es in {zone} ist?</translation>
  </message>
  <message>
   <source>Look at the clock?</source>
   <translation>Nachsehen, wie spät es ist?</translation>
  </message>
  <message>
   <source>Look before it's replaced</source>
   <translation>Vor dem Ersetzen ansehen</translation>
  </message>
  <message>
   <source>Look for the program “{name}”?</source>
   <translation>Nach dem Programm „{name}“ suchen?</translation>
  </message>
  <message>
   <source>Look for “{words}” in the conversations that you uploaded? OpenAI does it, for {price}.</source>
   <translation>In Ihren hochgeladenen Gesprächen nach „{words}“ suchen? Das macht OpenAI, für {price}.</translation>
  </message>
  <message>
   <source>Look for “{words}” in the conversations that you uploaded? OpenAI does it.</source>
   <translation>In Ihren hochgeladenen Gesprächen nach „{words}“ suchen? Das macht OpenAI.</translation>
  </message>
  <message>
   <source>Look for “{words}” in your notes?</source>
   <translation>In den Notizen nach „{words}“ suchen?</translation>
  </message>
  <message>
   <source>Look through your earlier conversations for “{words}”?</source>
   <translation>In Ihren früheren Gesprächen nach „{words}“ suchen?</translation>
  </message>
  <message>
   <source>Look through your earlier conversations?</source>
   <translation>Ihre früheren Gespräche durchsuchen?</translation>
  </message>
  <message>
   <source>Look up what is playing?</source>
   <translation>Nachsehen, was gerade läuft?</translation>
  </message>
  <message>
   <source>Looked at the clock</source>
   <translation>Auf die Uhr gesehen</translation>
  </message>
  <message>
   <source>Looked at the clock · {zone}</source>
   <translation>Auf die Uhr gesehen · {zone}</translation>
  </message>
  <message>
   <source>Looked for the program “{name}”</source>
   <translation>Nach dem Programm „{name}“ gesucht</translation>
  </message>
  <message>
   <source>Looked for “{meant}”, found “{found}” ({seconds} s)</source>
   <translation>Gesucht: „{meant}“, gefunden: „{found}“ ({seconds} s)</translation>
  </message>
  <message>
   <source>Looked for “{words}” in your uploaded conversations</source>
   <translation>In Ihren hochgeladenen Gesprächen nach „{words}“ gesucht</translation>
  </message>
  <message>
   <source>Looked through your conversations</source>
   <translation>Ihre Gespräche durchsucht</translation>
  </message>
  <message>
   <source>Looked up what is playing</source>
   <translation>Nachgesehen, was läuft</translation>
  </message>
  <message>
   <source>Looked up “{words}” in your conversations</source>
   <translation>In Ihren Gesprächen nach „{words}“ gesucht</translation>
  </message>
  <message>
   <source>Looking for “{words}” in your uploaded conversations…</source>
   <translation>Sucht in Ihren hochgeladenen Gesprächen nach „{words}“ …</translation>
  </message>
  <message>
   <source>Looking that up…</source>
   <translation>Ich sehe nach …</translation>
  </message>
  <message>
   <source>Low</source>
   <translation>Wenig</translation>
  </message>
  <message>
   <source>Lower continues more predictably, higher more surprisingly.</source>
   <translation>Niedriger setzt berechenbarer fort, höher überraschender.</translation>
  </message>
  <message>
   <source>Lower is more predictable, higher more surprising. A model that refuses this, or anything below, answers without it.</source>
   <translation>Niedriger ist berechenbarer, höher überraschender. Ein Modell, das dies oder etwas davon unten ablehnt, antwortet ohne.</translation>
  </message>
  <message>
   <source>Magenta, to be keyed out</source>
   <translation>Magenta, zum Freistellen</translation>
  </message>
  <message>
   <source>Mail</source>
   <translation>E-Mail</translation>
  </message>
  <message>
   <source>Makes a quiet microphone louder or a loud one quieter.</source>
   <translation>Macht ein leises Mikrofon lauter oder ein lautes leiser.</translation>
  </message>
  <message>
   <source>Makes few mistakes in English, even where it's noisy.</source>
   <translation>Macht auf Englisch wenige Fehler, auch wo es laut ist.</translation>
  </message>
  <message>
   <source>Makes few mistakes in many languages, even where it's noisy.</source>
   <translation>Macht in vielen Sprachen wenige Fehler, auch wo es laut ist.</translation>
  </message>
  <message>
   <source>Makes near and far voices equally loud before sending.</source>
   <translation>Macht nahe und ferne Stimmen vor dem Senden gleich laut.</translation>
  </message>
  <message>
   <source>Makes the fewest mistakes. For files, or a fast computer.</source>
   <translation>Macht die wenigsten Fehler. Für Dateien oder einen schnellen Computer.</translation>
  </message>
  <message>
   <source>Makes very few mistakes in many languages. For files, or a fast computer.</source>
   <translation>Macht in vielen Sprachen sehr wenige Fehler. Für Dateien oder einen schnellen Computer.</translation>
  </message>
  <message>
   <source>Mark unsure words</source>
   <translation>Unsichere Wörter markieren</translation>
  </message>
  <message>
   <source>Markdown</source>
   <translation>Markdown</translation>
  </message>
  <message>
   <source>Marks words that the recogniser wasn't sure of. Tab goes to the next and plays it.</source>
   <translation>Markiert Wörter, bei denen die Spracherkennung unsicher war. Tab geht zum nächsten und spielt es ab.</translation>
  </message>
  <message>
   <source>Measured. {title} suits this computer best.</source>
   <translation>Gemessen. Am besten passt {title} zu diesem Computer.</translation>
  </message>
  <message>
   <source>Media player · {player} · {action}</source>
   <translation>Mediaplayer · {player} · {action}</translation>
  </message>
  <message>
   <source>Medium</source>
   <translation>Mittel</translation>
  </message>
  <message>
   <source>Memory</source>
   <translation>Gedächtnis</translation>
  </message>
  <message>
   <source>Merge with the next message</source>
   <translation>Mit der nächsten Nachricht verbinden</translation>
  </message>
  <message>
   <source>Microphone</source>
   <translation>Mikrofon</translation>
  </message>
  <message>
   <source>Microphone level</source>
   <translation>Mikrofonpegel</translation>
  </message>
  <message>
   <source>Microphones:</source>
   <translation>Mikrofone:</translation>
  </message>
  <message>
   <source>Microphones: none</source>
   <translation>Mikrofone: keine</translation>
  </message>
  <message>
   <source>Minutes for which a model stays in memory after its last use.</source>
   <translation>So viele Minuten bleibt ein Modell nach dem letzten Gebrauch im Speicher.</translation>
  </message>
  <message>
   <source>Missed reminder from {time} on {day}: {what}</source>
   <translation>Verpasste Erinnerung von {time} am {day}: {what}</translation>
  </message>
  <message>
   <source>Missed timer from {time} on {day}: {what}</source>
   <translation>Verpasster Timer von {time} am {day}: {what}</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>Model behind the voice</source>
   <translation>Modell hinter der Stimme</translation>
  </message>
  <message>
   <source>Model default</source>
   <translation>Standard des Modells</translation>
  </message>
  <message>
   <source>Model for meaning</source>
   <translation>Modell für die Bedeutung</translation>
  </message>
  <message>
   <source>Models</source>
   <translation>Modelle</translation>
  </message>
  <message>
   <source>Models are downloaded over https only, so nobody can change them on the way.</source>
   <translation>Modelle werden nur über https heruntergeladen, damit niemand sie unterwegs verändern kann.</translation>
  </message>
  <message>
   <source>Money, units and percent</source>
   <translation>Geld, Einheiten und Prozent</translation>
  </message>
  <message>
   <source>Motion</source>
   <translation>Bewegung</translation>
  </message>
  <message>
   <source>Mute</source>
   <translation>Stummschalten</translation>
  </message>
  <message>
   <source>Mute or unmute</source>
   <translation>Stumm ein oder aus</translation>
  </message>
  <message>
   <source>Mute the microphone during replies</source>
   <translation>Mikrofon bei Antworten stummschalten</translation>
  </message>
  <message>
   <source>Mute, in every program</source>
   <translation>Stummschalten, in jedem Programm</translation>
  </message>
  <message>
   <source>Muted</source>
   <translation>Stumm</translation>
  </message>
  <message>
   <source>Mutes and unmutes the microphone.</source>
   <translation>Schaltet das Mikrofon stumm und wieder ein.</translation>
  </message>
  <message>
   <source>NAME</source>
   <translation>NAME</translation>
  </message>
  <message>
   <source>NAME=VALUE</source>
   <translation>NAME=WERT</translation>
  </message>
  <message>
   <source>NUMBER</source>
   <translation>NUMMER</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Name a conversation or a line. {command} lists them.</source>
   <translation>Nennen Sie ein Gespräch oder eine Zeile. {command} listet die Gespräche auf.</translation>
  </message>
  <message>
   <source>Name the file .md, .txt, .json, .ics or todo.txt.</source>
   <translation>Der Name der Datei muss auf .md, .txt, .json, .ics oder todo.txt enden.</translation>
  </message>
  <message>
   <source>Named instructions to choose from.</source>
   <translation>Benannte Anweisungen zur Auswahl.</translation>
  </message>
  <message>
   <source>Names</source>
   <translation>Namen</translation>
  </message>
  <message>
   <source>Names and terms with their exact spelling.</source>
   <translation>Namen und Begriffe in ihrer genauen Schreibweise.</translation>
  </message>
  <message>
   <source>Near (headset)</source>
   <translation>Nah (Headset)</translation>
  </message>
  <message>
   <source>Near for a headset, far for a room. Rarely needed when noise is suppressed here.</source>
   <translation>Nah für ein Headset, fern für einen Raum. Selten nötig, wenn dieses Gerät das Rauschen unterdrückt.</translation>
  </message>
  <message>
   <source>Needs a computer with {wanted} of memory. This one has {memory}.</source>
   <translation>Braucht einen Computer mit {wanted} Arbeitsspeicher. Dieser hat {memory}.</translation>
  </message>
  <message>
   <source>Neither pip nor uv is there to install the models: install one of them, then try again.</source>
   <translation>Zum Installieren der Modelle fehlen pip und uv: Installieren Sie eines davon, und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Never</source>
   <translation>Nie</translation>
  </message>
  <message>
   <source>Never by itself</source>
   <translation>Nie von selbst</translation>
  </message>
  <message>
   <source>Never read around the cursor in</source>
   <translation>Nie mitlesen in</translation>
  </message>
  <message>
   <source>Never, only when I ask</source>
   <translation>Nie, nur auf Wunsch</translation>
  </message>
  <message>
   <source>New conversation</source>
   <translation>Neues Gespräch</translation>
  </message>
  <message>
   <source>New line</source>
   <translation>Neue Zeile</translation>
  </message>
  <message>
   <source>Next turn: about {cost}, as the session costs by the minute while it's open.</source>
   <translation>Nächste Frage: etwa {cost}, denn die Sitzung kostet pro Minute, solange sie offen ist.</translation>
  </message>
  <message>
   <source>Next turn: about {cost}. Each one is dearer, since the model reads all of it again.</source>
   <translation>Nächste Frage: etwa {cost}. Jede kostet mehr, weil das Modell alles noch einmal liest.</translation>
  </message>
  <message>
   <source>Next unsure word</source>
   <translation>Nächstes unsicheres Wort</translation>
  </message>
  <message>
   <source>No</source>
   <translation>Nein</translation>
  </message>
  <message>
   <source>No answer after two tries. Ask again, or choose another engine.</source>
   <translation>Nach zwei Versuchen kam keine Antwort. Fragen Sie noch einmal, oder wählen Sie einen anderen Antwortweg.</translation>
  </message>
  <message>
   <source>No browser found to open it.</source>
   <translation>Zum Öffnen fehlt ein Browser.</translation>
  </message>
  <message>
   <source>No clipboard found. Install wl-clipboard or xclip.</source>
   <translation>Keine Zwischenablage gefunden. Installieren Sie wl-clipboard oder xclip.</translation>
  </message>
  <message>
   <source>No conversation from those days.</source>
   <translation>Aus diesen Tagen gibt es kein Gespräch.</translation>
  </message>
  <message>
   <source>No engine</source>
   <translation>Kein Antwortweg</translation>
  </message>
  <message>
   <source>No exact match for “{words}”. Similar:</source>
   <translation>Nichts passt genau zu „{words}“. Ähnlich:</translation>
  </message>
  <message>
   <source>No language model suits this computer. Those here still answer, slowly.</source>
   <translation>Kein Sprachmodell passt gut zu diesem Computer. Die vorhandenen antworten trotzdem, langsam.</translation>
  </message>
  <message>
   <source>No media player is open. Start one, and ask again.</source>
   <translation>Kein Mediaplayer ist offen. Einen starten und noch einmal fragen.</translation>
  </message>
  <message>
   <source>No microphone</source>
   <translation>Kein Mikrofon</translation>
  </message>
  <message>
   <source>No microphone found. Plug one in. Until then you can type.</source>
   <translation>Kein Mikrofon gefunden. Schließen Sie eines an. Bis dahin können Sie schreiben.</translation>
  </message>
  <message>
   <source>No model is in memory, because voiceapp isn't open.</source>
   <translation>Kein Modell ist im Speicher, weil voiceapp nicht offen ist.</translation>
  </message>
  <message>
   <source>No model is in memory. Each is loaded when it's needed.</source>
   <translation>Kein Modell ist im Speicher. Jedes wird geladen, wenn es gebraucht wird.</translation>
  </message>
  <message>
   <source>No program is named “{name}” here. find_program tells the names.</source>
   <translation>Hier heißt kein Programm „{name}“. find_program nennt die Namen.</translation>
  </message>
  <message>
   <source>No server is named that hears the wake word. Enter its address in Settings.</source>
   <translation>Es ist kein Server genannt, der auf das Weckwort hört. Geben Sie seine Adresse in den Einstellungen ein.</translation>
  </message>
  <message>
   <source>No sound at all from the microphone. Is it muted or switched off?</source>
   <translation>Vom Mikrofon kommt gar kein Ton. Ist es stumm oder ausgeschaltet?</translation>
  </message>
  <message>
   <source>No sound from the microphone. Choose another one in Settings, or plug it in again.</source>
   <translation>Vom Mikrofon kommt kein Ton. Wählen Sie in den Einstellungen ein anderes, oder schließen Sie es neu an.</translation>
  </message>
  <message>
   <source>No sound from the microphone. Choose another one, or plug it in again.</source>
   <translation>Vom Mikrofon kam kein Ton. Wählen Sie ein anderes, oder schließen Sie es neu an.</translation>
  </message>
  <message>
   <source>No speaker or headset found. Plug one in. Until then you can read the answers.</source>
   <translation>Kein Lautsprecher und kein Headset gefunden. Schließen Sie eines an. Bis dahin können Sie die Antworten lesen.</translation>
  </message>
  <message>
   <source>No task of this conversation has a day on which it's due.</source>
   <translation>Keine Aufgabe dieses Gesprächs hat einen Tag, an dem sie fällig ist.</translation>
  </message>
  <message>
   <source>No text is selected. Select some first, or say “from the clipboard” with what you want.</source>
   <translation>Es ist kein Text markiert. Markieren Sie zuerst Text, oder sagen Sie „aus der Zwischenablage“ dazu.</translation>
  </message>
  <message>
   <source>No tool is waiting for you.</source>
   <translation>Kein Werkzeug wartet auf Sie.</translation>
  </message>
  <message>
   <source>No voice here speaks {language}. To get one: {command}</source>
   <translation>Keine Stimme hier spricht {language}. So kommt eine: {command}</translation>
  </message>
  <message>
   <source>No voice on this device speaks {language}. {title} does ({size}).</source>
   <translation>Keine Stimme auf diesem Gerät spricht {language}, {title} schon ({size}).</translation>
  </message>
  <message>
   <source>No window had the focus. Click where the text belongs, then insert it.</source>
   <translation>Kein Fenster hatte den Fokus. Klicken Sie dorthin, wo der Text hingehört, und fügen Sie ihn ein.</translation>
  </message>
  <message>
   <source>No window was chosen.</source>
   <translation>Es wurde kein Fenster gewählt.</translation>
  </message>
  <message>
   <source>No words were recognised in it. The line stays as it is.</source>
   <translation>Darin wurden keine Worte erkannt. Die Zeile bleibt, wie sie ist.</translation>
  </message>
  <message>
   <source>Nobody allowed this in time. Ask for it again if you want it.</source>
   <translation>Das hat niemand rechtzeitig erlaubt. Bitten Sie noch einmal darum, wenn Sie es möchten.</translation>
  </message>
  <message>
   <source>Nobody here makes pictures. Choose a server for them in Settings.</source>
   <translation>Niemand hier macht Bilder. Wählen Sie in den Einstellungen einen Server dafür.</translation>
  </message>
  <message>
   <source>Nobody is known who has this model.</source>
   <translation>Es ist nicht bekannt, wer dieses Modell hat.</translation>
  </message>
  <message>
   <source>Nobody is reading the words any more. They're in the history.</source>
   <translation>Niemand liest die Worte mehr. Sie stehen im Verlauf.</translation>
  </message>
  <message>
   <source>Nobody says anything there.</source>
   <translation>Dort sagt niemand etwas.</translation>
  </message>
  <message>
   <source>Nobody signed in within five minutes. Try again.</source>
   <translation>In fünf Minuten hat sich niemand angemeldet. Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Nobody spoke for ten minutes, so the microphone is closed. Press Go on to continue.</source>
   <translation>Zehn Minuten lang hat niemand gesprochen, deshalb ist das Mikrofon zu. „Weiter“ öffnet es wieder.</translation>
  </message>
  <message>
   <source>Nobody's voice can be told in it: no sound is kept of these lines, or too little is said.</source>
   <translation>Darin lässt sich keine Stimme erkennen: Von diesen Zeilen ist kein Ton aufgehoben, oder es wird zu wenig gesagt.</translation>
  </message>
  <message>
   <source>None</source>
   <translation>Gar nicht</translation>
  </message>
  <message>
   <source>Normal</source>
   <translation>Normal</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Hinweis</translation>
  </message>
  <message>
   <source>Note {texts} in the list “{list}”?</source>
   <translation>{texts} auf der Liste „{list}“ notieren?</translation>
  </message>
  <message>
   <source>Note {texts}?</source>
   <translation>{texts} notieren?</translation>
  </message>
  <message>
   <source>Noted {noted}</source>
   <translation>Notiert: {noted}</translation>
  </message>
  <message>
   <source>Noted {noted} · {list}</source>
   <translation>Notiert: {noted} · {list}</translation>
  </message>
  <message>
   <source>Notes</source>
   <translation>Notizen</translation>
  </message>
  <message>
   <source>Notes and lists</source>
   <translation>Notizen und Listen</translation>
  </message>
  <message>
   <source>Nothing</source>
   <translation>Nichts</translation>
  </message>
  <message>
   <source>Nothing could be played. Choose another speaker.</source>
   <translation>Es ließ sich nichts abspielen. Wählen Sie einen anderen Lautsprecher.</translation>
  </message>
  <message>
   <source>Nothing found.</source>
   <translation>Nichts gefunden.</translation>
  </message>
  <message>
   <source>Nothing has been read for its meaning yet. Leave voiceapp open for some minutes, then search again.</source>
   <translation>Noch wurde nichts auf seine Bedeutung hin gelesen. Lassen Sie voiceapp ein paar Minuten offen und suchen Sie dann noch einmal.</translation>
  </message>
  <message>
   <source>Nothing here can run {title} yet.</source>
   <translation>Noch kann hier nichts {title} ausführen.</translation>
  </message>
  <message>
   <source>Nothing in your history is about this.</source>
   <translation>In Ihrem Verlauf steht nichts dazu.</translation>
  </message>
  <message>
   <source>Nothing is noted there. `voiceapp notes add WORDS` adds to it.</source>
   <translation>Dort ist nichts notiert. `voiceapp notes add WÖRTER` fügt etwas hinzu.</translation>
  </message>
  <message>
   <source>Nothing is selected, as far as the program tells. Select some text, then try again.</source>
   <translation>Laut dem Programm ist nichts ausgewählt. Bitte Text auswählen und noch einmal versuchen.</translation>
  </message>
  <message>
   <source>Nothing like that is remembered. Everything that is stands on the page Memory.</source>
   <translation>So etwas ist nicht gemerkt. Alles Gemerkte steht auf der Seite „Gedächtnis“.</translation>
  </message>
  <message>
   <source>Nothing may leave this device, so it isn't asked. You can allow it in Settings, {page}.</source>
   <translation>Nichts darf dieses Gerät verlassen, deshalb wird er nicht gefragt. Erlauben können Sie es in den Einstellungen unter {page}.</translation>
  </message>
  <message>
   <source>Nothing may leave this device, so no server was asked. You can allow it in Settings, {page}.</source>
   <translation>Nichts darf dieses Gerät verlassen, deshalb wurde kein Server gefragt. Sie können es in den Einstellungen unter „{page}“ erlauben.</translation>
  </message>
  <message>
   <source>Nothing named {name} can be restored. `voiceapp history --deleted` lists what can.</source>
   <translation>Unter dem Namen {name} lässt sich nichts wiederherstellen. `voiceapp history --deleted` zeigt, was geht.</translation>
  </message>
  <message>
   <source>Nothing named {name} has a recording.</source>
   <translation>Nichts namens {name} hat eine Aufnahme.</translation>
  </message>
  <message>
   <source>Nothing of Buzz or OpenWhispr is here. Give the file that is to be imported.</source>
   <translation>Von Buzz oder OpenWhispr ist hier nichts. Geben Sie die Datei an, die importiert werden soll.</translation>
  </message>
  <message>
   <source>Nothing was dictated lately that could be transcribed again.</source>
   <translation>Zuletzt wurde nichts diktiert, das sich neu transkribieren ließe.</translation>
  </message>
  <message>
   <source>Nothing was dictated lately that could be undone.</source>
   <translation>In letzter Zeit wurde nichts diktiert, das sich rückgängig machen ließe.</translation>
  </message>
  <message>
   <source>Nothing was said for a while, so hands-free dictation ended.</source>
   <translation>Eine Weile wurde nichts gesagt, darum endete das freihändige Diktat.</translation>
  </message>
  <message>
   <source>Nothing was said here that could be summarised.</source>
   <translation>Hier wurde nichts gesagt, was sich zusammenfassen ließe.</translation>
  </message>
  <message>
   <source>Nothing was written about this conversation yet.</source>
   <translation>Über dieses Gespräch wurde noch nichts geschrieben.</translation>
  </message>
  <message>
   <source>Notifications</source>
   <translation>Benachrichtigungen</translation>
  </message>
  <message>
   <source>Now listening through {label}.</source>
   <translation>Jetzt hört voiceapp über {label} zu.</translation>
  </message>
  <message>
   <source>Now playing</source>
   <translation>Was läuft</translation>
  </message>
  <message>
   <source>Now playing through {label}.</source>
   <translation>Die Wiedergabe läuft jetzt über {label}.</translation>
  </message>
  <message>
   <source>Numbers as digits</source>
   <translation>Zahlen als Ziffern</translation>
  </message>
  <message>
   <source>Of conversations</source>
   <translation>Von Gesprächen</translation>
  </message>
  <message>
   <source>Of dictation</source>
   <translation>Vom Diktat</translation>
  </message>
  <message>
   <source>Of other programs</source>
   <translation>Von anderen Programmen</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>Aus</translation>
  </message>
  <message>
   <source>Off the record</source>
   <translation>Unter uns</translation>
  </message>
  <message>
   <source>Off the record or back</source>
   <translation>Unter uns oder wieder offiziell</translation>
  </message>
  <message>
   <source>Off the record, {length}</source>
   <translation>Unter uns, {length}</translation>
  </message>
  <message>
   <source>Off: always listen</source>
   <translation>Aus: immer zuhören</translation>
  </message>
  <message>
   <source>Off: conversations are forgotten when they end, audio included.</source>
   <translation>Aus: Gespräche werden vergessen, sobald sie enden, samt Ton.</translation>
  </message>
  <message>
   <source>Offline</source>
   <translation>Ohne Verbindung</translation>
  </message>
  <message>
   <source>Older audio is deleted. The text stays.</source>
   <translation>Älterer Ton wird gelöscht. Der Text bleibt.</translation>
  </message>
  <message>
   <source>Older conversations are deleted unless you pin them.</source>
   <translation>Ältere Gespräche werden gelöscht, wenn sie nicht angeheftet sind.</translation>
  </message>
  <message>
   <source>On a message</source>
   <translation>Auf einer Nachricht</translation>
  </message>
  <message>
   <source>On battery, too</source>
   <translation>Auch im Akkubetrieb</translation>
  </message>
  <message>
   <source>On the bill</source>
   <translation>Auf der Rechnung</translation>
  </message>
  <message>
   <source>On this device</source>
   <translation>Auf diesem Gerät</translation>
  </message>
  <message>
   <source>On this device (small model)</source>
   <translation>Auf diesem Gerät (kleines Modell)</translation>
  </message>
  <message>
   <source>On this device: once its model is here (Models). By the service: the text of all that you keep is sent to it.</source>
   <translation>Auf diesem Gerät: sobald das Modell da ist (Modelle). Vom Dienst: Der Text von allem, was aufbewahrt wird, geht an ihn.</translation>
  </message>
  <message>
   <source>Once you've spent this much, this device answers until midnight. Unknown prices count as the highest.</source>
   <translation>Sobald Sie so viel ausgegeben haben, antwortet bis Mitternacht dieses Gerät. Unbekannte Preise zählen wie der höchste.</translation>
  </message>
  <message>
   <source>Once you've spent this much, this device answers until the month ends.</source>
   <translation>Sobald Sie so viel ausgegeben haben, antwortet bis zum Monatsende dieses Gerät.</translation>
  </message>
  <message>
   <source>One FLAC file for each conversation, once nobody has spoken in it for a minute.</source>
   <translation>Eine FLAC-Datei je Gespräch, sobald darin eine Minute lang niemand gesprochen hat.</translation>
  </message>
  <message>
   <source>One moment…</source>
   <translation>Einen Augenblick …</translation>
  </message>
  <message>
   <source>One of your prompts, which you write in Settings &gt; Profiles. It takes the place of the choice above.</source>
   <translation>Eine Ihrer Anweisungen aus Einstellungen &gt; Profile. Sie tritt an die Stelle der Wahl darüber.</translation>
  </message>
  <message>
   <source>Only `voiceapp control write "TEXT"` takes a text, and it needs one.</source>
   <translation>Nur zu `voiceapp control write "TEXT"` gehört ein Text, und dort darf er nicht fehlen.</translation>
  </message>
  <message>
   <source>Only clear speech</source>
   <translation>Nur deutliche Sprache</translation>
  </message>
  <message>
   <source>Only if the socket is at another address than the rest. Empty: derived from the address.</source>
   <translation>Nur wenn die Verbindung eine andere Adresse hat als der Rest. Leer: aus der Adresse abgeleitet.</translation>
  </message>
  <message>
   <source>Only links that begin with https:// and name a public host can be opened.</source>
   <translation>Öffnen lassen sich nur Links, die mit https:// beginnen und einen öffentlichen Server nennen.</translation>
  </message>
  <message>
   <source>Only the second language</source>
   <translation>Nur die zweite Sprache</translation>
  </message>
  <message>
   <source>Only the service's</source>
   <translation>Nur die des Dienstes</translation>
  </message>
  <message>
   <source>Only when I ask</source>
   <translation>Nur auf Wunsch</translation>
  </message>
  <message>
   <source>Only whole numbers up to 170 have a factorial here.</source>
   <translation>Nur ganze Zahlen bis 170 haben hier eine Fakultät.</translation>
  </message>
  <message>
   <source>Open link</source>
   <translation>Link öffnen</translation>
  </message>
  <message>
   <source>Open program</source>
   <translation>Programm öffnen</translation>
  </message>
  <message>
   <source>Open questions</source>
   <translation>Offene Fragen</translation>
  </message>
  <message>
   <source>Open the program “{program}”?</source>
   <translation>Das Programm „{program}“ öffnen?</translation>
  </message>
  <message>
   <source>Open {url}?</source>
   <translation>{url} öffnen?</translation>
  </message>
  <message>
   <source>Opened {program}</source>
   <translation>{program} geöffnet</translation>
  </message>
  <message>
   <source>Opened {url}</source>
   <translation>{url} geöffnet</translation>
  </message>
  <message>
   <source>Opens Settings.</source>
   <translation>Öffnet die Einstellungen.</translation>
  </message>
  <message>
   <source>Or press · nothing is recorded</source>
   <translation>Oder drücken · nichts wird aufgenommen</translation>
  </message>
  <message>
   <source>Order</source>
   <translation>Reihenfolge</translation>
  </message>
  <message>
   <source>Organization</source>
   <translation>Organisation</translation>
  </message>
  <message>
   <source>Other programs are transcribed by</source>
   <translation>Andere Programme erkennt</translation>
  </message>
  <message>
   <source>Other programs can be recorded with PulseAudio or PipeWire only. Install pulseaudio-utils, then try again.</source>
   <translation>Andere Programme lassen sich nur mit PulseAudio oder PipeWire aufnehmen. pulseaudio-utils installieren, dann erneut versuchen.</translation>
  </message>
  <message>
   <source>Other programs can follow this .vtt, .srt or .txt file while captions are on. Empty: none.</source>
   <translation>Andere Programme können diese .vtt-, .srt- oder .txt-Datei mitlesen, solange Untertitel an sind. Leer: keine.</translation>
  </message>
  <message>
   <source>Otherwise they're only shown.</source>
   <translation>Sonst werden sie nur angezeigt.</translation>
  </message>
  <message>
   <source>PDF</source>
   <translation>PDF</translation>
  </message>
  <message>
   <source>PROFILE</source>
   <translation>PROFIL</translation>
  </message>
  <message>
   <source>Packages with models are downloaded by pip, which isn't installed. Install pip, then try again.</source>
   <translation>Pakete mit Modellen lädt pip herunter, und das ist nicht installiert. Erst pip installieren, dann erneut versuchen.</translation>
  </message>
  <message>
   <source>Pairs of high contrast.</source>
   <translation>Paare mit hohem Kontrast.</translation>
  </message>
  <message>
   <source>Part of this file can't be imported. Export it again.</source>
   <translation>Ein Teil dieser Datei lässt sich nicht importieren. Exportieren Sie sie neu.</translation>
  </message>
  <message>
   <source>Part {number} of {count}</source>
   <translation>Teil {number} von {count}</translation>
  </message>
  <message>
   <source>Past spending can't be read, so this device answers. Check the app's data folder.</source>
   <translation>Die bisherigen Ausgaben sind nicht lesbar, deshalb antwortet dieses Gerät. Prüfen Sie den Datenordner der App.</translation>
  </message>
  <message>
   <source>Pasted, then the clipboard is restored</source>
   <translation>Einfügen, die Zwischenablage bleibt erhalten</translation>
  </message>
  <message>
   <source>Patient</source>
   <translation>Geduldig</translation>
  </message>
  <message>
   <source>Pause music</source>
   <translation>Musik anhalten</translation>
  </message>
  <message>
   <source>Pause when hands-free</source>
   <translation>Pause beim freihändigen Diktat</translation>
  </message>
  <message>
   <source>Pause when you're done</source>
   <translation>Pause machen, wenn Sie fertig sind</translation>
  </message>
  <message>
   <source>Pauses other programs' music while you dictate.</source>
   <translation>Hält die Musik anderer Programme an, während Sie diktieren.</translation>
  </message>
  <message>
   <source>Per day</source>
   <translation>Pro Tag</translation>
  </message>
  <message>
   <source>Per month</source>
   <translation>Pro Monat</translation>
  </message>
  <message>
   <source>Per program</source>
   <translation>Pro Programm</translation>
  </message>
  <message>
   <source>Permissions</source>
   <translation>Berechtigungen</translation>
  </message>
  <message>
   <source>Pick a part of it and ask</source>
   <translation>Einen Teil wählen und fragen</translation>
  </message>
  <message>
   <source>Picture of the screen</source>
   <translation>Bild vom Bildschirm</translation>
  </message>
  <message>
   <source>Picture {number}</source>
   <translation>Bild {number}</translation>
  </message>
  <message>
   <source>Picture: {prompt}</source>
   <translation>Bild: {prompt}</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>Bilder</translation>
  </message>
  <message>
   <source>Plain text</source>
   <translation>Reiner Text</translation>
  </message>
  <message>
   <source>Play it from the file</source>
   <translation>Aus der Datei abspielen</translation>
  </message>
  <message>
   <source>Play or pause</source>
   <translation>Abspielen oder anhalten</translation>
  </message>
  <message>
   <source>Playing · {title} · {artist}</source>
   <translation>Läuft · {title} · {artist}</translation>
  </message>
  <message>
   <source>Plays a soft sound when recording starts and stops.</source>
   <translation>Spielt einen leisen Ton, wenn die Aufnahme beginnt und endet.</translation>
  </message>
  <message>
   <source>Polish</source>
   <translation>Polnisch</translation>
  </message>
  <message>
   <source>Portuguese</source>
   <translation>Portugiesisch</translation>
  </message>
  <message>
   <source>Prepares an answer while you pause and drops it unheard if you go on. With a service, that costs an extra request now and then; this device always does it.</source>
   <translation>Bereitet in Ihren Pausen eine Antwort vor und verwirft sie ungehört, wenn Sie weitersprechen. Bei einem Dienst kostet das manchmal eine Anfrage mehr; dieses Gerät tut es immer.</translation>
  </message>
  <message>
   <source>Presence penalty</source>
   <translation>Neue Themen</translation>
  </message>
  <message>
   <source>Press again when you're done</source>
   <translation>Noch einmal drücken, wenn Sie fertig sind</translation>
  </message>
  <message>
   <source>Press and speak. Your words go where the cursor is</source>
   <translation>Drücken und sprechen. Ihre Worte kommen dorthin, wo der Cursor steht</translation>
  </message>
  <message>
   <source>Press the button and speak</source>
   <translation>Den Knopf drücken und sprechen</translation>
  </message>
  <message>
   <source>Press the button or {key} to talk</source>
   <translation>Knopf oder {key} drücken, um zu sprechen</translation>
  </message>
  <message>
   <source>Press the button to talk</source>
   <translation>Knopf drücken, um zu sprechen</translation>
  </message>
  <message>
   <source>Press to begin and to end</source>
   <translation>Zum Beginnen und Beenden drücken</translation>
  </message>
  <message>
   <source>Press to interrupt</source>
   <translation>Drücken unterbricht</translation>
  </message>
  <message>
   <source>Press to stop</source>
   <translation>Drücken stoppt</translation>
  </message>
  <message>
   <source>Press to talk</source>
   <translation>Zum Sprechen drücken</translation>
  </message>
  <message>
   <source>Press to unmute</source>
   <translation>Drücken hebt die Stummschaltung auf</translation>
  </message>
  <message>
   <source>Press {key} and speak</source>
   <translation>{key} drücken und sprechen</translation>
  </message>
  <message>
   <source>Press {key} in any program</source>
   <translation>{key} in jedem Programm drücken</translation>
  </message>
  <message>
   <source>Press {key} to interrupt</source>
   <translation>{key} unterbricht</translation>
  </message>
  <message>
   <source>Press {key}, speak, press again</source>
   <translation>{key} drücken, sprechen, wieder drücken</translation>
  </message>
  <message>
   <source>Press, speak, press again</source>
   <translation>Drücken, sprechen, wieder drücken</translation>
  </message>
  <message>
   <source>Prints a line of JSON for each thing that happens in the running app, beginning with what is so now, for status bars and scripts. docs/CONTROL.md lists the events.</source>
   <translation>Gibt für alles, was im laufenden voiceapp geschieht, eine Zeile JSON aus, beginnend mit dem jetzigen Stand: für Statusleisten und Skripte. docs/CONTROL.md nennt die Ereignisse.</translation>
  </message>
  <message>
   <source>Privacy</source>
   <translation>Datenschutz</translation>
  </message>
  <message>
   <source>Processor threads</source>
   <translation>Prozessor-Threads</translation>
  </message>
  <message>
   <source>Profile</source>
   <translation>Profil</translation>
  </message>
  <message>
   <source>Profile in use</source>
   <translation>Geltendes Profil</translation>
  </message>
  <message>
   <source>Profiles</source>
   <translation>Profile</translation>
  </message>
  <message>
   <source>Programs can't be opened on this desktop yet.</source>
   <translation>Auf diesem Desktop lassen sich noch keine Programme öffnen.</translation>
  </message>
  <message>
   <source>Programs, and words in titles or addresses. Private windows and password fields are never read.</source>
   <translation>Programme sowie Wörter in Titeln oder Adressen. Private Fenster und Passwortfelder werden nie gelesen.</translation>
  </message>
  <message>
   <source>Project</source>
   <translation>Projekt</translation>
  </message>
  <message>
   <source>Prompts</source>
   <translation>Vorgaben</translation>
  </message>
  <message>
   <source>Pronunciation</source>
   <translation>Aussprache</translation>
  </message>
  <message>
   <source>Proposes a word when you've corrected it twice. Corrections are kept on this device, with the history.</source>
   <translation>Schlägt ein Wort vor, das Sie zweimal korrigiert haben. Korrekturen bleiben auf diesem Gerät, beim Verlauf.</translation>
  </message>
  <message>
   <source>Protocol</source>
   <translation>Protokoll</translation>
  </message>
  <message>
   <source>Provided by</source>
   <translation>Zuständig</translation>
  </message>
  <message>
   <source>Punctuated</source>
   <translation>Mit Satzzeichen</translation>
  </message>
  <message>
   <source>Push-to-talk</source>
   <translation>Sprechtaste</translation>
  </message>
  <message>
   <source>Quality</source>
   <translation>Qualität</translation>
  </message>
  <message>
   <source>Questions about your history</source>
   <translation>Fragen zum Verlauf</translation>
  </message>
  <message>
   <source>Quick</source>
   <translation>Schnell</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Quits voiceapp.</source>
   <translation>Beendet voiceapp.</translation>
  </message>
  <message>
   <source>RECOGNISER</source>
   <translation>SPRACHERKENNUNG</translation>
  </message>
  <message>
   <source>Read an earlier conversation</source>
   <translation>Ein früheres Gespräch gelesen</translation>
  </message>
  <message>
   <source>Read an earlier conversation of yours?</source>
   <translation>Eines Ihrer früheren Gespräche lesen?</translation>
  </message>
  <message>
   <source>Read clipboard</source>
   <translation>Zwischenablage lesen</translation>
  </message>
  <message>
   <source>Read conversation</source>
   <translation>Gespräch lesen</translation>
  </message>
  <message>
   <source>Read notes</source>
   <translation>Notizen lesen</translation>
  </message>
  <message>
   <source>Read selection</source>
   <translation>Auswahl lesen</translation>
  </message>
  <message>
   <source>Read the clipboard</source>
   <translation>Zwischenablage gelesen</translation>
  </message>
  <message>
   <source>Read the selection</source>
   <translation>Auswahl gelesen</translation>
  </message>
  <message>
   <source>Read the selection aloud</source>
   <translation>Auswahl vorlesen</translation>
  </message>
  <message>
   <source>Read the selection aloud, or stop</source>
   <translation>Auswahl vorlesen oder anhalten</translation>
  </message>
  <message>
   <source>Read the text that is selected on the screen?</source>
   <translation>Den auf dem Bildschirm ausgewählten Text lesen?</translation>
  </message>
  <message>
   <source>Read what you have copied?</source>
   <translation>Lesen, was Sie kopiert haben?</translation>
  </message>
  <message>
   <source>Read your list “{list}”?</source>
   <translation>Die Liste „{list}“ lesen?</translation>
  </message>
  <message>
   <source>Read your notes</source>
   <translation>Notizen gelesen</translation>
  </message>
  <message>
   <source>Read your notes?</source>
   <translation>Die Notizen lesen?</translation>
  </message>
  <message>
   <source>Read “{title}”</source>
   <translation>„{title}“ gelesen</translation>
  </message>
  <message>
   <source>Ready when you are</source>
   <translation>Bereit</translation>
  </message>
  <message>
   <source>Realtime</source>
   <translation>Realtime</translation>
  </message>
  <message>
   <source>Realtime at {host}</source>
   <translation>Realtime bei {host}</translation>
  </message>
  <message>
   <source>Realtime: speech to speech</source>
   <translation>Realtime: Sprache zu Sprache</translation>
  </message>
  <message>
   <source>Recently deleted</source>
   <translation>Zuletzt gelöscht</translation>
  </message>
  <message>
   <source>Recently deleted is empty.</source>
   <translation>„Zuletzt gelöscht“ ist leer.</translation>
  </message>
  <message>
   <source>Recogniser</source>
   <translation>Spracherkennung</translation>
  </message>
  <message>
   <source>Recogniser, language model and voice, as in Engines</source>
   <translation>Erkenner, Sprachmodell und Stimme wie unter „Antwortwege“</translation>
  </message>
  <message>
   <source>Recommended: clock, math, and timers run freely, others ask</source>
   <translation>Empfohlen: Uhr, Rechnen und Timer laufen frei, andere fragen</translation>
  </message>
  <message>
   <source>Record a meeting or stop</source>
   <translation>Besprechung aufnehmen oder beenden</translation>
  </message>
  <message>
   <source>Recorded calls often have a person on each channel. Voices are known by a service, to which the sound goes, or by a model here.</source>
   <translation>Bei aufgenommenen Anrufen ist oft auf jedem Kanal eine Person. Stimmen unterscheidet ein Dienst, an den der Ton geht, oder ein Modell auf diesem Gerät.</translation>
  </message>
  <message>
   <source>Recordings</source>
   <translation>Aufnahmen</translation>
  </message>
  <message>
   <source>Recordings and files</source>
   <translation>Aufnahmen und Dateien</translation>
  </message>
  <message>
   <source>Recordings that appear in these folders are transcribed, each one once. What is there already is left alone.</source>
   <translation>Aufnahmen, die in diesen Ordnern erscheinen, werden transkribiert, jede einmal. Was schon da ist, bleibt unberührt.</translation>
  </message>
  <message>
   <source>Recordings, and each conversation when it ends</source>
   <translation>Aufnahmen, und jedes Gespräch, wenn es endet</translation>
  </message>
  <message>
   <source>Redo</source>
   <translation>Wiederholen</translation>
  </message>
  <message>
   <source>Reduced</source>
   <translation>Reduziert</translation>
  </message>
  <message>
   <source>Reduced turns off animations.</source>
   <translation>„Reduziert“ schaltet Animationen ab.</translation>
  </message>
  <message>
   <source>Remember</source>
   <translation>Merken</translation>
  </message>
  <message>
   <source>Remember “{text}”?</source>
   <translation>„{text}“ merken?</translation>
  </message>
  <message>
   <source>Remembered “{remembered}”</source>
   <translation>Gemerkt: „{remembered}“</translation>
  </message>
  <message>
   <source>Remind you of “{text}” at {at}?</source>
   <translation>Zum Zeitpunkt {at} an „{text}“ erinnern?</translation>
  </message>
  <message>
   <source>Remind you of “{text}” on {day} at {time}?</source>
   <translation>Am {day} um {time} an „{text}“ erinnern?</translation>
  </message>
  <message>
   <source>Reminder · {text}</source>
   <translation>Erinnerung · {text}</translation>
  </message>
  <message>
   <source>Reminder · {text} · {day}, {time}</source>
   <translation>Erinnerung · {text} · {day}, {time}</translation>
  </message>
  <message>
   <source>Reminder: {what}</source>
   <translation>Erinnerung: {what}</translation>
  </message>
  <message>
   <source>Reminders work up to ten years ahead. It's {moment} now.</source>
   <translation>Erinnerungen gehen bis zu zehn Jahre voraus. Jetzt ist es {moment}.</translation>
  </message>
  <message>
   <source>Remove note</source>
   <translation>Notiz löschen</translation>
  </message>
  <message>
   <source>Removes steady noise such as a fan. Speech is usually understood better with this off.</source>
   <translation>Entfernt gleichmäßige Geräusche, etwa von einem Lüfter. Meist wird Sprache besser verstanden, wenn dies aus ist.</translation>
  </message>
  <message>
   <source>Removes the assistant's voice from the microphone so it doesn't hear itself. Not needed with headphones.</source>
   <translation>Entfernt die Stimme des Assistenten aus dem Mikrofon, damit er sich nicht selbst hört. Mit Kopfhörern nicht nötig.</translation>
  </message>
  <message>
   <source>Removes what was dictated last, exactly that, while nothing was typed since. “Undo that”, said alone, does the same.</source>
   <translation>Nimmt genau das zuletzt Diktierte zurück, solange nichts getippt wurde. „Nimm das zurück“, allein gesagt, tut dasselbe.</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <source>Replacements</source>
   <translation>Ersetzungen</translation>
  </message>
  <message>
   <source>Replies</source>
   <translation>Antworten</translation>
  </message>
  <message>
   <source>Replies end after this many tokens. One spoken second takes 20.</source>
   <translation>Antworten enden nach so vielen Token. Eine gesprochene Sekunde braucht 20.</translation>
  </message>
  <message>
   <source>Restored conversations: {talks}, recordings: {recordings}.</source>
   <translation>Wiederhergestellte Gespräche: {talks}, Aufnahmen: {recordings}.</translation>
  </message>
  <message>
   <source>Restored: {what}</source>
   <translation>Wiederhergestellt: {what}</translation>
  </message>
  <message>
   <source>Restores your original words if you don't like the cleanup. Again: the cleaned-up ones.</source>
   <translation>Stellt Ihre ursprünglichen Worte wieder her, wenn Ihnen das Aufräumen nicht gefällt. Noch einmal: die aufgeräumten.</translation>
  </message>
  <message>
   <source>Restoring was cancelled. Nothing was changed.</source>
   <translation>Das Wiederherstellen wurde abgebrochen. Nichts wurde geändert.</translation>
  </message>
  <message>
   <source>Rewrites what it reads from standard input: voiceapp rewrite "as a list" &lt; notes.txt. The text goes to the language model that the settings choose; with --engine local it stays on this device.</source>
   <translation>Formuliert um, was von der Standardeingabe kommt: voiceapp rewrite "als Liste" &lt; notizen.txt. Der Text geht an das Sprachmodell, das die Einstellungen wählen; mit --engine local bleibt er auf diesem Gerät.</translation>
  </message>
  <message>
   <source>Rewriting…</source>
   <translation>Wird umformuliert …</translation>
  </message>
  <message>
   <source>Rewritten</source>
   <translation>Umformuliert</translation>
  </message>
  <message>
   <source>Role</source>
   <translation>Rolle</translation>
  </message>
  <message>
   <source>Roles</source>
   <translation>Rollen</translation>
  </message>
  <message>
   <source>Russian</source>
   <translation>Russisch</translation>
  </message>
  <message>
   <source>SECONDS</source>
   <translation>SEKUNDEN</translation>
  </message>
  <message>
   <source>SPEED</source>
   <translation>TEMPO</translation>
  </message>
  <message>
   <source>Said as</source>
   <translation>Gesprochen wie</translation>
  </message>
  <message>
   <source>Said at the end, and kept out of the text. Empty: “stop dictation”, and the like in other languages.</source>
   <translation>Am Ende gesagt; steht nicht im Text. Leer: „Diktat beenden“, und Entsprechendes in anderen Sprachen.</translation>
  </message>
  <message>
   <source>Same as Mute, from any program.</source>
   <translation>Wie „Stummschalten“, aus jedem Programm.</translation>
  </message>
  <message>
   <source>Same as Talk, from any program.</source>
   <translation>Wie „Sprechen“, aus jedem Programm.</translation>
  </message>
  <message>
   <source>Save conversations to</source>
   <translation>Gespräche speichern in</translation>
  </message>
  <message>
   <source>Save report</source>
   <translation>Bericht speichern</translation>
  </message>
  <message>
   <source>Saved to {path} ({size}). Conversations: {talks}, recordings: {recordings}; with vocabulary, profiles and settings, without keys.</source>
   <translation>In {path} gesichert ({size}). Gespräche: {talks}, Aufnahmen: {recordings}; mit Wortschatz, Profilen und Einstellungen, ohne Schlüssel.</translation>
  </message>
  <message>
   <source>Saved to {path} ({size}). Conversations: {talks}, without sound; with vocabulary, profiles and settings, without keys.</source>
   <translation>In {path} gesichert ({size}). Gespräche: {talks}, ohne Ton; mit Wortschatz, Profilen und Einstellungen, ohne Schlüssel.</translation>
  </message>
  <message>
   <source>Saved to {path}.</source>
   <translation>Gespeichert in {path}.</translation>
  </message>
  <message>
   <source>Saved {path}</source>
   <translation>Gespeichert: {path}</translation>
  </message>
  <message>
   <source>Saved. Sends when you're back online.</source>
   <translation>Gespeichert. Wird gesendet, sobald Sie wieder online sind.</translation>
  </message>
  <message>
   <source>Say it, or click and press Enter</source>
   <translation>Sagen, oder klicken und Eingabe drücken</translation>
  </message>
  <message>
   <source>Say what to search for.</source>
   <translation>Sagen Sie, wonach gesucht werden soll.</translation>
  </message>
  <message>
   <source>Say which conversations: a name, --last, or --since DAY (and --until DAY).</source>
   <translation>Welche Gespräche? Geben Sie einen Namen an, --last, oder --since TAG (und --until TAG).</translation>
  </message>
  <message>
   <source>Say “{word}”</source>
   <translation>„{word}“</translation>
  </message>
  <message>
   <source>Saying “off the record” keeps nothing of it until you say “back on the record”.</source>
   <translation>Nach „unter uns“ wird nichts gespeichert, bis „wieder offiziell“ gesagt wird.</translation>
  </message>
  <message>
   <source>Screen for the presentation</source>
   <translation>Bildschirm für die Präsentation</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <source>Search by meaning</source>
   <translation>Suche nach Bedeutung</translation>
  </message>
  <message>
   <source>Search by meaning is off. "voiceapp settings set history.meaning device" turns it on.</source>
   <translation>Die Suche nach Bedeutung ist aus. „voiceapp settings set history.meaning device“ schaltet sie ein.</translation>
  </message>
  <message>
   <source>Search by meaning needs a model that isn't here yet. Get it in Settings &gt; {place}.</source>
   <translation>Für die Suche nach Bedeutung fehlt noch ein Modell. Holen Sie es unter Einstellungen &gt; {place}.</translation>
  </message>
  <message>
   <source>Search by meaning needs the name of a model at this server. Enter it in Settings &gt; {place}.</source>
   <translation>Für die Suche nach Bedeutung fehlt der Name eines Modells auf diesem Server. Tragen Sie ihn unter Einstellungen &gt; {place} ein.</translation>
  </message>
  <message>
   <source>Search by meaning needs words.</source>
   <translation>Die Suche nach Bedeutung braucht Worte.</translation>
  </message>
  <message>
   <source>Search conversations</source>
   <translation>Gespräche durchsuchen</translation>
  </message>
  <message>
   <source>Search the web for “{words}”? OpenAI does it, for {price}.</source>
   <translation>Im Web nach „{words}“ suchen? Das macht OpenAI, für {price}.</translation>
  </message>
  <message>
   <source>Search the web for “{words}”? OpenAI does it.</source>
   <translation>Im Web nach „{words}“ suchen? Das macht OpenAI.</translation>
  </message>
  <message>
   <source>Search uploads</source>
   <translation>In Hochgeladenem suchen</translation>
  </message>
  <message>
   <source>Search web</source>
   <translation>Im Web suchen</translation>
  </message>
  <message>
   <source>Search your conversations</source>
   <translation>Gespräche durchsuchen</translation>
  </message>
  <message>
   <source>Searched the web for “{words}”</source>
   <translation>Im Web nach „{words}“ gesucht</translation>
  </message>
  <message>
   <source>Searches your conversations.</source>
   <translation>Durchsucht Ihre Gespräche.</translation>
  </message>
  <message>
   <source>Searching needs a key for OpenAI. Enter one in Settings.</source>
   <translation>Für die Suche braucht es einen Schlüssel für OpenAI. Geben Sie einen in den Einstellungen ein.</translation>
  </message>
  <message>
   <source>Searching the web for “{words}”…</source>
   <translation>Sucht im Web nach „{words}“ …</translation>
  </message>
  <message>
   <source>Second language</source>
   <translation>Zweite Sprache</translation>
  </message>
  <message>
   <source>Seconds without a word after which the session is closed, so that it costs nothing. Your next word opens it again.</source>
   <translation>Nach so vielen Sekunden ohne ein Wort wird die Sitzung geschlossen und kostet nichts. Das nächste Wort öffnet sie wieder.</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>Startwert</translation>
  </message>
  <message>
   <source>Select text, hold this key and say what you want: “shorter”, “in English”, “as a list”, “answer this mail”.</source>
   <translation>Text markieren, Taste halten und sagen, was Sie möchten: „kürzer“, „auf Englisch“, „als Liste“, „beantworte diese Mail“.</translation>
  </message>
  <message>
   <source>Send</source>
   <translation>Senden</translation>
  </message>
  <message>
   <source>Server for the wake word</source>
   <translation>Server für das Weckwort</translation>
  </message>
  <message>
   <source>Server noise reduction</source>
   <translation>Rauschunterdrückung des Servers</translation>
  </message>
  <message>
   <source>Server threshold</source>
   <translation>Schwelle des Servers</translation>
  </message>
  <message>
   <source>Set a timer for 10 minutes</source>
   <translation>Stelle einen Timer auf 10 Minuten</translation>
  </message>
  <message>
   <source>Set a timer for {length}, called “{label}”?</source>
   <translation>Einen Timer auf {length} stellen, mit dem Namen „{label}“?</translation>
  </message>
  <message>
   <source>Set a timer for {length}?</source>
   <translation>Einen Timer auf {length} stellen?</translation>
  </message>
  <message>
   <source>Set reminder</source>
   <translation>Erinnerung stellen</translation>
  </message>
  <message>
   <source>Set timer</source>
   <translation>Timer stellen</translation>
  </message>
  <message>
   <source>Set volume</source>
   <translation>Lautstärke ändern</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>Shortest utterance</source>
   <translation>Kürzeste Äußerung</translation>
  </message>
  <message>
   <source>Show or hide activity</source>
   <translation>Aktivität ein- oder ausblenden</translation>
  </message>
  <message>
   <source>Show or hide captions</source>
   <translation>Untertitel ein- oder ausblenden</translation>
  </message>
  <message>
   <source>Show or hide the history</source>
   <translation>Verlauf ein- oder ausblenden</translation>
  </message>
  <message>
   <source>Shows all keyboard shortcuts.</source>
   <translation>Zeigt alle Tastenkürzel.</translation>
  </message>
  <message>
   <source>Shows or hides captions.</source>
   <translation>Blendet Untertitel ein oder aus.</translation>
  </message>
  <message>
   <source>Shows or hides earlier conversations.</source>
   <translation>Zeigt oder verbirgt frühere Gespräche.</translation>
  </message>
  <message>
   <source>Shows the answer's text in notifications.</source>
   <translation>Zeigt den Text der Antwort in Benachrichtigungen.</translation>
  </message>
  <message>
   <source>Shows the rewritten text and waits for Enter. Off: it's replaced at once.</source>
   <translation>Zeigt den umformulierten Text und wartet auf die Eingabetaste. Aus: Er wird gleich ersetzt.</translation>
  </message>
  <message>
   <source>Shows timelines, events, and cost.</source>
   <translation>Zeigt Zeitverläufe, Ereignisse und Kosten.</translation>
  </message>
  <message>
   <source>Shows what is being said in large lines above other windows.</source>
   <translation>Zeigt, was gerade gesagt wird, in großen Zeilen über anderen Fenstern.</translation>
  </message>
  <message>
   <source>Shows who is speaking, where that's known.</source>
   <translation>Zeigt, wer spricht, wo das bekannt ist.</translation>
  </message>
  <message>
   <source>Silence after an unfinished sentence</source>
   <translation>Stille nach unfertigem Satz</translation>
  </message>
  <message>
   <source>Silence and words alone end your turns.</source>
   <translation>Nur Stille und Worte zeigen, dass Sie fertig sind.</translation>
  </message>
  <message>
   <source>Silence that ends a turn</source>
   <translation>Stille, nach der die Antwort kommt</translation>
  </message>
  <message>
   <source>Silero (neural)</source>
   <translation>Silero (neuronal)</translation>
  </message>
  <message>
   <source>Size of all text in the window.</source>
   <translation>Größe aller Texte im Fenster.</translation>
  </message>
  <message>
   <source>Sleep after</source>
   <translation>Schlafen nach</translation>
  </message>
  <message>
   <source>Slovenian</source>
   <translation>Slowenisch</translation>
  </message>
  <message>
   <source>Slow on this computer. You'd wait for each answer.</source>
   <translation>Langsam auf diesem Computer. Jede Antwort ließe auf sich warten.</translation>
  </message>
  <message>
   <source>Slow on this computer: it should have {wanted} processor cores, and has {cores}.</source>
   <translation>Langsam auf diesem Computer: Er sollte {wanted} Prozessorkerne haben und hat {cores}.</translation>
  </message>
  <message>
   <source>Slower</source>
   <translation>Langsamer</translation>
  </message>
  <message>
   <source>Small bar</source>
   <translation>Kleine Leiste</translation>
  </message>
  <message>
   <source>Small, knows many languages. May think for a moment before it answers.</source>
   <translation>Klein, kann viele Sprachen. Denkt vielleicht kurz nach, bevor es antwortet.</translation>
  </message>
  <message>
   <source>Soft sounds when listening starts, stops, or something fails.</source>
   <translation>Leise Töne, wenn das Zuhören beginnt oder endet oder etwas fehlschlägt.</translation>
  </message>
  <message>
   <source>Some emoji can't be taken back safely. Undo it in the other program.</source>
   <translation>Manche Emojis lassen sich nicht sicher zurücknehmen. Machen Sie es im anderen Programm rückgängig.</translation>
  </message>
  <message>
   <source>Something couldn't be shown. See the log for details.</source>
   <translation>Etwas ließ sich nicht anzeigen. Näheres steht im Protokoll.</translation>
  </message>
  <message>
   <source>Something went wrong in voiceapp. Please report it.</source>
   <translation>In voiceapp ist etwas schiefgegangen. Bitte melden Sie es.</translation>
  </message>
  <message>
   <source>Something went wrong.</source>
   <translation>Etwas ist schiefgegangen.</translation>
  </message>
  <message>
   <source>Sound</source>
   <translation>Ton</translation>
  </message>
  <message>
   <source>Sound (FLAC)</source>
   <translation>Ton (FLAC)</translation>
  </message>
  <message>
   <source>Sound (WAV)</source>
   <translation>Ton (WAV)</translation>
  </message>
  <message>
   <source>Sound of files</source>
   <translation>Ton der Dateien</translation>
  </message>
  <message>
   <source>Source: {where}</source>
   <translation>Quelle: {where}</translation>
  </message>
  <message>
   <source>Sources</source>
   <translation>Quellen</translation>
  </message>
  <message>
   <source>Spanish</source>
   <translation>Spanisch</translation>
  </message>
  <message>
   <source>Speak to interrupt</source>
   <translation>Sprechen unterbricht</translation>
  </message>
  <message>
   <source>Speak translations</source>
   <translation>Übersetzungen sprechen</translation>
  </message>
  <message>
   <source>Speak · press again when you're done</source>
   <translation>Sprechen Sie · noch einmal drücken, wenn Sie fertig sind</translation>
  </message>
  <message>
   <source>Speak, or type and press Enter. Commands: /stop stops the reply, /mute, /unmute, /wake, /quit; /off keeps nothing of what follows, /on keeps it again; /yes, /always and /no answer a tool.</source>
   <translation>Sprechen, oder tippen und Eingabe drücken. Befehle: /stop beendet die Antwort, /mute, /unmute, /wake, /quit; /off speichert nichts von dem, was folgt, /on speichert wieder; /yes, /always und /no antworten einem Werkzeug.</translation>
  </message>
  <message>
   <source>Speak. Ctrl+C ends.</source>
   <translation>Sprechen Sie. Strg+C beendet.</translation>
  </message>
  <message>
   <source>Speaker</source>
   <translation>Lautsprecher</translation>
  </message>
  <message>
   <source>Speakers:</source>
   <translation>Lautsprecher:</translation>
  </message>
  <message>
   <source>Speakers: none</source>
   <translation>Lautsprecher: keine</translation>
  </message>
  <message>
   <source>Speaking</source>
   <translation>Ich spreche</translation>
  </message>
  <message>
   <source>Speaking speed</source>
   <translation>Sprechtempo</translation>
  </message>
  <message>
   <source>Speaking style</source>
   <translation>Sprechstil</translation>
  </message>
  <message>
   <source>Speaks American English, with a man's voice.</source>
   <translation>Spricht amerikanisches Englisch, mit einer Männerstimme.</translation>
  </message>
  <message>
   <source>Speaks American English, with a woman's voice.</source>
   <translation>Spricht amerikanisches Englisch, mit einer Frauenstimme.</translation>
  </message>
  <message>
   <source>Speaks Brazilian Portuguese, with a man's voice.</source>
   <translation>Spricht brasilianisches Portugiesisch, mit einer Männerstimme.</translation>
  </message>
  <message>
   <source>Speaks British English, with a man's voice.</source>
   <translation>Spricht britisches Englisch, mit einer Männerstimme.</translation>
  </message>
  <message>
   <source>Speaks Dutch, with a man's voice.</source>
   <translation>Spricht Niederländisch, mit einer Männerstimme.</translation>
  </message>
  <message>
   <source>Speaks English, with 28 voices. Sounds more natural, and needs a faster computer.</source>
   <translation>Spricht Englisch, mit 28 Stimmen. Klingt natürlicher und braucht einen schnelleren Rechner.</translation>
  </message>
  <message>
   <source>Speaks French, with a woman's voice.</source>
   <translation>Spricht Französisch, mit einer Frauenstimme.</translation>
  </message>
  <message>
   <source>Speaks German, with a man's voice.</source>
   <translation>Spricht Deutsch, mit einer Männerstimme.</translation>
  </message>
  <message>
   <source>Speaks Greek, with a woman's voice.</source>
   <translation>Spricht Griechisch, mit einer Frauenstimme.</translation>
  </message>
  <message>
   <source>Speaks Italian, with a woman's voice.</source>
   <translation>Spricht Italienisch, mit einer Frauenstimme.</translation>
  </message>
  <message>
   <source>Speaks Polish, with a woman's voice.</source>
   <translation>Spricht Polnisch, mit einer Frauenstimme.</translation>
  </message>
  <message>
   <source>Speaks Russian, with a woman's voice.</source>
   <translation>Spricht Russisch, mit einer Frauenstimme.</translation>
  </message>
  <message>
   <source>Speaks Scottish English, with a woman's voice.</source>
   <translation>Spricht schottisches Englisch, mit einer Frauenstimme.</translation>
  </message>
  <message>
   <source>Speaks Slovenian, with a man's voice.</source>
   <translation>Spricht Slowenisch, mit einer Männerstimme.</translation>
  </message>
  <message>
   <source>Speaks Spanish, with a man's voice.</source>
   <translation>Spricht Spanisch, mit einer Männerstimme.</translation>
  </message>
  <message>
   <source>Speaks Turkish, with a man's voice.</source>
   <translation>Spricht Türkisch, mit einer Männerstimme.</translation>
  </message>
  <message>
   <source>Speaks Ukrainian, with three voices.</source>
   <translation>Spricht Ukrainisch, mit drei Stimmen.</translation>
  </message>
  <message>
   <source>Speech to text</source>
   <translation>Spracherkennung</translation>
  </message>
  <message>
   <source>Spelling</source>
   <translation>Buchstabieren</translation>
  </message>
  <message>
   <source>Split before the chosen word</source>
   <translation>Vor dem gewählten Wort teilen</translation>
  </message>
  <message>
   <source>Spoken and written</source>
   <translation>Gesprochen und geschrieben</translation>
  </message>
  <message>
   <source>Spoken and written, or written only.</source>
   <translation>Gesprochen und geschrieben, oder nur geschrieben.</translation>
  </message>
  <message>
   <source>Spoken commands</source>
   <translation>Gesprochene Befehle</translation>
  </message>
  <message>
   <source>Spoken “off the record”</source>
   <translation>Gesprochenes „unter uns“</translation>
  </message>
  <message>
   <source>Start at login</source>
   <translation>Beim Anmelden starten</translation>
  </message>
  <message>
   <source>Start hidden</source>
   <translation>Verborgen starten</translation>
  </message>
  <message>
   <source>Start or stop talking</source>
   <translation>Sprechen beginnen oder beenden</translation>
  </message>
  <message>
   <source>Starts a new conversation.</source>
   <translation>Beginnt ein neues Gespräch.</translation>
  </message>
  <message>
   <source>Starts and ends a conversation. With push-to-talk, hold it.</source>
   <translation>Beginnt und beendet ein Gespräch. Als Sprechtaste: halten.</translation>
  </message>
  <message>
   <source>Starts in the tray, without a window.</source>
   <translation>Startet im Infobereich, ohne Fenster.</translation>
  </message>
  <message>
   <source>Starts voiceapp when you log in.</source>
   <translation>Startet voiceapp, wenn Sie sich anmelden.</translation>
  </message>
  <message>
   <source>Stay for</source>
   <translation>Bleiben</translation>
  </message>
  <message>
   <source>Stay in the tray</source>
   <translation>Im Infobereich bleiben</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stopp</translation>
  </message>
  <message>
   <source>Stop at</source>
   <translation>Aufhören bei</translation>
  </message>
  <message>
   <source>Stop listening</source>
   <translation>Nicht mehr zuhören</translation>
  </message>
  <message>
   <source>Stop the reply</source>
   <translation>Antwort stoppen</translation>
  </message>
  <message>
   <source>Stops at once</source>
   <translation>Stoppt sofort</translation>
  </message>
  <message>
   <source>Stops the reply.</source>
   <translation>Stoppt die Antwort.</translation>
  </message>
  <message>
   <source>Subtitles (SRT)</source>
   <translation>Untertitel (SRT)</translation>
  </message>
  <message>
   <source>Subtitles (WebVTT)</source>
   <translation>Untertitel (WebVTT)</translation>
  </message>
  <message>
   <source>Summaries</source>
   <translation>Zusammenfassungen</translation>
  </message>
  <message>
   <source>Summaries need a language model. Get a larger one in Settings &gt; Models, or enter a key for a service in Settings &gt; Engines.</source>
   <translation>Zusammenfassungen brauchen ein Sprachmodell. Ein größeres gibt es unter Einstellungen &gt; Modelle; oder unter Einstellungen &gt; Engines einen Schlüssel für einen Dienst eingeben.</translation>
  </message>
  <message>
   <source>Summarise by itself</source>
   <translation>Von selbst zusammenfassen</translation>
  </message>
  <message>
   <source>Summary</source>
   <translation>Zusammenfassung</translation>
  </message>
  <message>
   <source>Suppress noise</source>
   <translation>Rauschen unterdrücken</translation>
  </message>
  <message>
   <source>Switch the server on first.</source>
   <translation>Schalten Sie den Server zuerst ein.</translation>
  </message>
  <message>
   <source>Switches between the window and the small bar.</source>
   <translation>Wechselt zwischen Fenster und kleiner Leiste.</translation>
  </message>
  <message>
   <source>System default</source>
   <translation>Systemstandard</translation>
  </message>
  <message>
   <source>Table (CSV)</source>
   <translation>Tabelle (CSV)</translation>
  </message>
  <message>
   <source>Tags</source>
   <translation>Schlagwörter</translation>
  </message>
  <message>
   <source>Take it, or leave the text as it is</source>
   <translation>Übernehmen, oder den Text lassen, wie er ist</translation>
  </message>
  <message>
   <source>Take your time…</source>
   <translation>Lassen Sie sich Zeit …</translation>
  </message>
  <message>
   <source>Takes a picture to ask about.</source>
   <translation>Macht ein Bild, zu dem Sie fragen können.</translation>
  </message>
  <message>
   <source>Talk</source>
   <translation>Sprechen</translation>
  </message>
  <message>
   <source>Talk, in every program</source>
   <translation>Sprechen, in jedem Programm</translation>
  </message>
  <message>
   <source>Talking</source>
   <translation>Gespräch</translation>
  </message>
  <message>
   <source>Talks naturally, in eight languages.</source>
   <translation>Spricht natürlich, in acht Sprachen.</translation>
  </message>
  <message>
   <source>Talks naturally, in many languages.</source>
   <translation>Spricht natürlich, in vielen Sprachen.</translation>
  </message>
  <message>
   <source>Talks well in English.</source>
   <translation>Spricht gutes Englisch.</translation>
  </message>
  <message>
   <source>Tasks</source>
   <translation>Aufgaben</translation>
  </message>
  <message>
   <source>Tasks (Markdown list)</source>
   <translation>Aufgaben (Markdown-Liste)</translation>
  </message>
  <message>
   <source>Tasks (calendar events)</source>
   <translation>Aufgaben (Kalendertermine)</translation>
  </message>
  <message>
   <source>Tasks (calendar to-dos)</source>
   <translation>Aufgaben (für den Kalender)</translation>
  </message>
  <message>
   <source>Tell persons apart</source>
   <translation>Personen unterscheiden</translation>
  </message>
  <message>
   <source>Tell services</source>
   <translation>Auch Diensten sagen</translation>
  </message>
  <message>
   <source>Tells the recogniser your names and terms.</source>
   <translation>Nennt dem Erkenner Ihre Namen und Begriffe.</translation>
  </message>
  <message>
   <source>Tells the running app what to do, from a key of the desktop, a status bar or a script.</source>
   <translation>Steuert das laufende voiceapp: für eine Taste des Desktops, eine Statusleiste oder ein Skript.</translation>
  </message>
  <message>
   <source>Tells you about answers while the window is hidden.</source>
   <translation>Meldet Antworten, während das Fenster verborgen ist.</translation>
  </message>
  <message>
   <source>Temperature</source>
   <translation>Temperatur</translation>
  </message>
  <message>
   <source>Terminal</source>
   <translation>Terminal</translation>
  </message>
  <message>
   <source>Text in notifications</source>
   <translation>Text in Benachrichtigungen</translation>
  </message>
  <message>
   <source>Text only</source>
   <translation>Nur Text</translation>
  </message>
  <message>
   <source>Text size</source>
   <translation>Schriftgröße</translation>
  </message>
  <message>
   <source>Text that's pasted doesn't arrive.</source>
   <translation>Eingefügter Text kommt nicht an.</translation>
  </message>
  <message>
   <source>Text that's typed doesn't arrive.</source>
   <translation>Getippter Text kommt nicht an.</translation>
  </message>
  <message>
   <source>Text to speech</source>
   <translation>Sprachausgabe</translation>
  </message>
  <message>
   <source>Thai</source>
   <translation>Thailändisch</translation>
  </message>
  <message>
   <source>That address keeps redirecting and leads to no file. Check it.</source>
   <translation>Diese Adresse leitet immer weiter und führt zu keiner Datei. Prüfen Sie sie.</translation>
  </message>
  <message>
   <source>That address leads to no file that ends in {endings}.</source>
   <translation>Diese Adresse führt zu keiner Datei, die auf {endings} endet.</translation>
  </message>
  <message>
   <source>That address leads to no file.</source>
   <translation>Diese Adresse führt zu keiner Datei.</translation>
  </message>
  <message>
   <source>That conversation isn't in the history any more. Choose another one.</source>
   <translation>Dieses Gespräch ist nicht mehr im Verlauf. Wählen Sie ein anderes.</translation>
  </message>
  <message>
   <source>That function takes one number.</source>
   <translation>Diese Funktion braucht genau eine Zahl.</translation>
  </message>
  <message>
   <source>That is too long for one message: send it in parts.</source>
   <translation>Das ist zu lang für eine Nachricht: Senden Sie es in Teilen.</translation>
  </message>
  <message>
   <source>That isn't a date and time. It's {moment} now.</source>
   <translation>Das ist keine Zeitangabe. Jetzt ist es {moment}.</translation>
  </message>
  <message>
   <source>That isn't a sample.</source>
   <translation>Das ist keine Hörprobe.</translation>
  </message>
  <message>
   <source>That isn't a valid link. Write special characters as %XX.</source>
   <translation>Das ist kein gültiger Link. Schreiben Sie Sonderzeichen als %XX.</translation>
  </message>
  <message>
   <source>That isn't an address.</source>
   <translation>Das ist keine Adresse.</translation>
  </message>
  <message>
   <source>That text is too long to be rewritten at once. Select at most {most} characters.</source>
   <translation>Dieser Text ist zu lang, um ihn auf einmal umzuformulieren. Markieren Sie höchstens {most} Zeichen.</translation>
  </message>
  <message>
   <source>That text isn't selected any more, so nothing was replaced. Select it again.</source>
   <translation>Dieser Text ist nicht mehr markiert, deshalb wurde nichts ersetzt. Markieren Sie ihn noch einmal.</translation>
  </message>
  <message>
   <source>That took too long.</source>
   <translation>Das hat zu lange gedauert.</translation>
  </message>
  <message>
   <source>That was too large for the service.</source>
   <translation>Das war zu groß für den Dienst.</translation>
  </message>
  <message>
   <source>That was too large for the service: it takes {most}.</source>
   <translation>Das war zu groß für den Dienst: Er nimmt {most}.</translation>
  </message>
  <message>
   <source>That was very quiet. Come closer or raise the level.</source>
   <translation>Das war sehr leise. Kommen Sie näher, oder erhöhen Sie den Pegel.</translation>
  </message>
  <message>
   <source>That was {title}'s sample. It isn't on this device yet.</source>
   <translation>Das war die Hörprobe von {title}. Die Stimme ist noch nicht auf diesem Gerät.</translation>
  </message>
  <message>
   <source>That was {voice} ({speaker}).</source>
   <translation>Das war {voice} ({speaker}).</translation>
  </message>
  <message>
   <source>That's gone for good, so it can't be restored. You can keep deleted items longer in Settings, {page}.</source>
   <translation>Das ist endgültig gelöscht und lässt sich nicht wiederherstellen. In den Einstellungen unter „{page}“ können Sie Gelöschtes länger behalten.</translation>
  </message>
  <message>
   <source>That's how it sounds.</source>
   <translation>So klingt es.</translation>
  </message>
  <message>
   <source>That's the voice you'll hear.</source>
   <translation>Diese Stimme werden Sie hören.</translation>
  </message>
  <message>
   <source>That's too long for one calculation.</source>
   <translation>Das ist zu lang für eine Rechnung.</translation>
  </message>
  <message>
   <source>That's too long for the clipboard.</source>
   <translation>Das ist zu lang für die Zwischenablage.</translation>
  </message>
  <message>
   <source>That's too long to remember. Say it in one sentence.</source>
   <translation>Das ist zu lang zum Merken. Bitte in einem Satz sagen.</translation>
  </message>
  <message>
   <source>The API</source>
   <translation>Die API</translation>
  </message>
  <message>
   <source>The Wyoming server at {address} can't be reached. Check that it's running, and its address.</source>
   <translation>Der Wyoming-Server unter {address} ist nicht erreichbar. Prüfen Sie, ob er läuft und ob die Adresse stimmt.</translation>
  </message>
  <message>
   <source>The Wyoming server at {address} doesn't answer. Check that it's running.</source>
   <translation>Der Wyoming-Server unter {address} antwortet nicht. Prüfen Sie, ob er läuft.</translation>
  </message>
  <message>
   <source>The Wyoming server at {address} ended the connection. Check that it's running.</source>
   <translation>Der Wyoming-Server unter {address} hat die Verbindung beendet. Prüfen Sie, ob er läuft.</translation>
  </message>
  <message>
   <source>The Wyoming server couldn't do it. Look into its log, or choose another one.</source>
   <translation>Der Wyoming-Server konnte das nicht. Sehen Sie in sein Protokoll, oder wählen Sie einen anderen.</translation>
  </message>
  <message>
   <source>The X display {name} can't be used: {why}.</source>
   <translation>Die X-Anzeige {name} lässt sich nicht verwenden: {why}.</translation>
  </message>
  <message>
   <source>The X server didn't respond, so your words are kept here.</source>
   <translation>Der X-Server hat nicht reagiert, deshalb bleiben Ihre Worte hier.</translation>
  </message>
  <message>
   <source>The X server doesn't answer, so keys can't be bound.</source>
   <translation>Der X-Server antwortet nicht, deshalb lassen sich keine Tasten belegen.</translation>
  </message>
  <message>
   <source>The account has no credit left. Add some at the service, or use the engine on this device.</source>
   <translation>Das Guthaben des Kontos ist aufgebraucht. Laden Sie es beim Dienst auf, oder nutzen Sie den Antwortweg auf diesem Gerät.</translation>
  </message>
  <message>
   <source>The account has no credit left. Add some at the service.</source>
   <translation>Das Guthaben des Kontos ist aufgebraucht. Laden Sie es beim Dienst auf.</translation>
  </message>
  <message>
   <source>The account reached its spending limit. Raise it at the service, or use the engine on this device.</source>
   <translation>Das Konto hat sein Ausgabenlimit erreicht. Erhöhen Sie es beim Dienst, oder nutzen Sie den Antwortweg auf diesem Gerät.</translation>
  </message>
  <message>
   <source>The answer names no message that it comes from, so don't rely on it.</source>
   <translation>Die Antwort nennt keine Nachricht, aus der sie stammt. Verlassen Sie sich nicht darauf.</translation>
  </message>
  <message>
   <source>The answer stopped midway. Asking once more.</source>
   <translation>Die Antwort brach mittendrin ab. voiceapp fragt noch einmal.</translation>
  </message>
  <message>
   <source>The answer was held back, because the check found {what} in it.</source>
   <translation>Die Antwort wurde zurückgehalten, weil die Prüfung darin {what} fand.</translation>
  </message>
  <message>
   <source>The answer's words go to {whom}.</source>
   <translation>Die Worte der Antwort gehen an {whom}.</translation>
  </message>
  <message>
   <source>The answers' words go to {whom}; your voice stays here.</source>
   <translation>Die Worte der Antworten gehen an {whom}; Ihre Stimme bleibt hier.</translation>
  </message>
  <message>
   <source>The arguments don't fit: {why}.</source>
   <translation>Die Angaben passen nicht: {why}.</translation>
  </message>
  <message>
   <source>The assistant asked for something that the tool can't do.</source>
   <translation>Der Assistent wollte etwas, was das Werkzeug nicht kann.</translation>
  </message>
  <message>
   <source>The assistant heard you, but your words couldn't be transcribed.</source>
   <translation>Der Assistent hat Sie gehört, aber Ihre Worte ließen sich nicht transkribieren.</translation>
  </message>
  <message>
   <source>The assistant may draw pictures and change them, if you ask for it. Each time you're asked first, with its price.</source>
   <translation>Der Assistent darf auf Wunsch Bilder zeichnen und ändern. Jedes Mal werden Sie vorher gefragt, mit dem Preis.</translation>
  </message>
  <message>
   <source>The assistant remembers what you ask it to, and knows it in later conversations. Off: it's kept, and nobody is told.</source>
   <translation>Der Assistent merkt sich, worum er gebeten wird, und weiß es in späteren Gesprächen. Aus: Es bleibt hier, und niemand erfährt es.</translation>
  </message>
  <message>
   <source>The backup was cancelled. Nothing was saved.</source>
   <translation>Das Sichern wurde abgebrochen. Nichts wurde gespeichert.</translation>
  </message>
  <message>
   <source>The bill and your own count agree.</source>
   <translation>Die Rechnung und die eigene Zählung stimmen überein.</translation>
  </message>
  <message>
   <source>The bill is only shown to an admin key of the organization. Save one with “{command}”.</source>
   <translation>Die Rechnung wird nur mit einem Admin-Schlüssel der Organisation gezeigt. Gespeichert wird einer mit „{command}“.</translation>
  </message>
  <message>
   <source>The bill is {usd} higher. {why}</source>
   <translation>Die Rechnung liegt um {usd} höher. {why}</translation>
  </message>
  <message>
   <source>The browser couldn't answer, because no port of this device is free for it. Try again later.</source>
   <translation>Der Browser konnte nicht antworten, weil dafür kein Port dieses Geräts frei ist. Versuchen Sie es später noch einmal.</translation>
  </message>
  <message>
   <source>The budget is spent, and no language model on this device can summarise. Raise the budget.</source>
   <translation>Das Budget ist verbraucht, und kein Sprachmodell auf diesem Gerät kann zusammenfassen. Das Budget erhöhen.</translation>
  </message>
  <message>
   <source>The budget is spent, and no language model on this device is fit for this. Raise the budget.</source>
   <translation>Das Budget ist aufgebraucht, und kein Sprachmodell auf diesem Gerät kann das gut genug. Erhöhen Sie das Budget.</translation>
  </message>
  <message>
   <source>The budget is spent, so nothing was sent. Raise it, or let this device transcribe.</source>
   <translation>Das Budget ist aufgebraucht, daher wurde nichts gesendet. Erhöhen Sie es, oder lassen Sie dieses Gerät transkribieren.</translation>
  </message>
  <message>
   <source>The budget is spent, so this device transcribes what you say.</source>
   <translation>Das Budget ist aufgebraucht, darum transkribiert dieses Gerät, was Sie sagen.</translation>
  </message>
  <message>
   <source>The calculation can't be read from "{token}" on.</source>
   <translation>Ab „{token}“ ist die Rechnung nicht lesbar.</translation>
  </message>
  <message>
   <source>The calculation divides by zero.</source>
   <translation>Die Rechnung teilt durch null.</translation>
  </message>
  <message>
   <source>The calculation ends in the middle.</source>
   <translation>Die Rechnung endet mittendrin.</translation>
  </message>
  <message>
   <source>The calculation has no real result.</source>
   <translation>Die Rechnung hat kein reelles Ergebnis.</translation>
  </message>
  <message>
   <source>The calculation has too many brackets.</source>
   <translation>Die Rechnung hat zu viele Klammern.</translation>
  </message>
  <message>
   <source>The calculation has too many powers.</source>
   <translation>Die Rechnung hat zu viele Potenzen.</translation>
  </message>
  <message>
   <source>The chat model hears it itself</source>
   <translation>Das Chatmodell hört es selbst</translation>
  </message>
  <message>
   <source>The chat model speaks itself</source>
   <translation>Das Chatmodell spricht selbst</translation>
  </message>
  <message>
   <source>The clipboard can't be reached. Install wl-clipboard.</source>
   <translation>Die Zwischenablage ist nicht erreichbar. Installieren Sie wl-clipboard.</translation>
  </message>
  <message>
   <source>The clipboard couldn't be used. Choose typing in the dictation settings.</source>
   <translation>Die Zwischenablage ließ sich nicht verwenden. Wählen Sie in den Einstellungen zum Diktat „Tippen“.</translation>
  </message>
  <message>
   <source>The clipboard couldn't be used. Try again.</source>
   <translation>Die Zwischenablage ließ sich nicht verwenden. Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>The clipboard couldn't be written.</source>
   <translation>Die Zwischenablage ließ sich nicht beschreiben.</translation>
  </message>
  <message>
   <source>The clipboard doesn't answer.</source>
   <translation>Die Zwischenablage antwortet nicht.</translation>
  </message>
  <message>
   <source>The command that prints the key for {server} failed (code {code}). Try it in a terminal.</source>
   <translation>Der Befehl für den Schlüssel von {server} ist fehlgeschlagen (Code {code}). Probieren Sie ihn in einem Terminal aus.</translation>
  </message>
  <message>
   <source>The command that prints the key for {server} gave none. It says: {words}</source>
   <translation>Der Befehl für den Schlüssel von {server} hat keinen ausgegeben. Er meldet: {words}</translation>
  </message>
  <message>
   <source>The command that prints the key for {server} printed no key. Try it in a terminal.</source>
   <translation>Der Befehl für den Schlüssel von {server} hat keinen ausgegeben. Probieren Sie ihn in einem Terminal aus.</translation>
  </message>
  <message>
   <source>The command that prints the key for {server} took too long. Try it in a terminal.</source>
   <translation>Der Befehl für den Schlüssel von {server} braucht zu lange. Probieren Sie ihn in einem Terminal aus.</translation>
  </message>
  <message>
   <source>The connection failed ({why}).</source>
   <translation>Die Verbindung ist gescheitert ({why}).</translation>
  </message>
  <message>
   <source>The corrected words couldn't go back into the other program. They are in the clipboard.</source>
   <translation>Der korrigierte Text ließ sich nicht wieder in das andere Programm einfügen. Er ist in der Zwischenablage.</translation>
  </message>
  <message>
   <source>The current one, or the older beta that some servers still use.</source>
   <translation>Das aktuelle oder die ältere Beta, die manche Server noch verwenden.</translation>
  </message>
  <message>
   <source>The data folder isn't writable, so messages stay in memory. Make the folder writable and they're saved automatically.</source>
   <translation>Der Datenordner ist nicht beschreibbar, deshalb bleiben Nachrichten im Arbeitsspeicher. Machen Sie den Ordner beschreibbar, dann werden sie automatisch gespeichert.</translation>
  </message>
  <message>
   <source>The data folder's disk can't lock files, so two copies of voiceapp could overwrite each other. Put the folder on a local disk, or turn on file locking.</source>
   <translation>Der Datenträger des Datenordners kann keine Dateien sperren, deshalb könnten zwei voiceapp einander überschreiben. Legen Sie den Ordner auf einen lokalen Datenträger, oder schalten Sie Dateisperren ein.</translation>
  </message>
  <message>
   <source>The default is used.</source>
   <translation>Es gilt der Standard.</translation>
  </message>
  <message>
   <source>The default, {value}, is used.</source>
   <translation>Es gilt der Standard, {value}.</translation>
  </message>
  <message>
   <source>The desktop hasn't answered. Allow the keys in its settings.</source>
   <translation>Der Desktop hat nicht geantwortet. Erlauben Sie die Tasten in seinen Einstellungen.</translation>
  </message>
  <message>
   <source>The disk did not take everything that was said; it is in {path}, and taken back at the next start.</source>
   <translation>Der Datenträger hat nicht alles Gesagte angenommen; es liegt in {path} und wird beim nächsten Start übernommen.</translation>
  </message>
  <message>
   <source>The disk is full, so messages stay in memory. Free some space and they're saved automatically.</source>
   <translation>Der Datenträger ist voll, deshalb bleiben Nachrichten im Arbeitsspeicher. Schaffen Sie Platz, dann werden sie automatisch gespeichert.</translation>
  </message>
  <message>
   <source>The disk is too slow to record all audio. Your words are kept. Move the data folder to a faster disk.</source>
   <translation>Der Datenträger ist zu langsam, um allen Ton aufzunehmen. Ihre Worte bleiben erhalten. Verschieben Sie den Datenordner auf einen schnelleren.</translation>
  </message>
  <message>
   <source>The download broke off. What came is kept: go on later.</source>
   <translation>Der Download ist abgebrochen. Was ankam, bleibt erhalten und kann später fortgesetzt werden.</translation>
  </message>
  <message>
   <source>The download stopped and nothing was kept. Try again.</source>
   <translation>Der Download wurde abgebrochen, und nichts davon ist geblieben. Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>The engine didn't answer, so the next one is asked.</source>
   <translation>Der Antwortweg hat nicht geantwortet, deshalb wird der nächste gefragt.</translation>
  </message>
  <message>
   <source>The engine isn't working.</source>
   <translation>Der Antwortweg funktioniert nicht.</translation>
  </message>
  <message>
   <source>The entry isn't used.</source>
   <translation>Der Eintrag wird nicht verwendet.</translation>
  </message>
  <message>
   <source>The file doesn't match that checksum, so it wasn't kept. Check both.</source>
   <translation>Die Datei passt nicht zur Prüfsumme und wurde nicht behalten. Prüfen Sie beides.</translation>
  </message>
  <message>
   <source>The file is gone. Put it back and try again, or remove it from the list.</source>
   <translation>Die Datei ist nicht mehr da. Zurücklegen und erneut versuchen, oder aus der Liste nehmen.</translation>
  </message>
  <message>
   <source>The file is longer than its server said, so it wasn't kept.</source>
   <translation>Die Datei ist länger, als ihr Server angab, und wurde nicht behalten.</translation>
  </message>
  <message>
   <source>The folder {folder} couldn't be written ({why}). What's missing there is saved as soon as it can be.</source>
   <translation>In den Ordner {folder} ließ sich nicht schreiben ({why}). Was dort fehlt, wird gespeichert, sobald es geht.</translation>
  </message>
  <message>
   <source>The folder {folder} isn't there. Conversations are saved there once it is.</source>
   <translation>Der Ordner {folder} ist nicht da. Sobald er es ist, werden die Gespräche dort gespeichert.</translation>
  </message>
  <message>
   <source>The history can't be read right now. Check the data folder, then try again.</source>
   <translation>Der Verlauf ist gerade nicht lesbar. Prüfen Sie den Datenordner, und versuchen Sie es dann noch einmal.</translation>
  </message>
  <message>
   <source>The history file is damaged and being repaired. Messages stay in memory meanwhile. If this doesn't go away, restart voiceapp.</source>
   <translation>Die Verlaufsdatei ist beschädigt und wird repariert. Währenddessen bleiben Nachrichten im Arbeitsspeicher. Verschwindet diese Meldung nicht, starten Sie voiceapp neu.</translation>
  </message>
  <message>
   <source>The history file was damaged. What was readable is saved, the rest is in {path}.</source>
   <translation>Die Verlaufsdatei war beschädigt. Was lesbar war, ist gespeichert, der Rest liegt in {path}.</translation>
  </message>
  <message>
   <source>The history in {folder} can't be read ({why}). Start voiceapp to repair it.</source>
   <translation>Der Verlauf in {folder} ist nicht lesbar ({why}). Starten Sie voiceapp, um ihn zu reparieren.</translation>
  </message>
  <message>
   <source>The history was written by a later version of voiceapp. Install that version again, or choose another data folder.</source>
   <translation>Der Verlauf stammt von einer neueren Version von voiceapp. Installieren Sie diese wieder, oder wählen Sie einen anderen Datenordner.</translation>
  </message>
  <message>
   <source>The key for {server} comes from {program}, which can't be started. Check the command in Settings.</source>
   <translation>Der Schlüssel für {server} kommt von {program}, das sich nicht starten lässt. Prüfen Sie den Befehl in den Einstellungen.</translation>
  </message>
  <message>
   <source>The keyring didn't take its secret, so nothing was saved. Unlock it, and try again.</source>
   <translation>Der Schlüsselbund hat das Geheimnis nicht angenommen, deshalb wurde nichts gespeichert. Entsperren Sie ihn und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>The keyring has no {name} for it. Remove the server and add it again.</source>
   <translation>Im Schlüsselbund gibt es dafür kein {name}. Entfernen Sie den Server und fügen Sie ihn neu hinzu.</translation>
  </message>
  <message>
   <source>The language model</source>
   <translation>Das Sprachmodell</translation>
  </message>
  <message>
   <source>The language model gave no translation. Say it again, or try another model.</source>
   <translation>Vom Sprachmodell kam keine Übersetzung. Noch einmal sagen oder ein anderes Modell nehmen.</translation>
  </message>
  <message>
   <source>The language model must be a GGUF file. Choose another one in Settings.</source>
   <translation>Das Sprachmodell muss eine GGUF-Datei sein. Wählen Sie in den Einstellungen ein anderes.</translation>
  </message>
  <message>
   <source>The language model on this device can't translate well enough.</source>
   <translation>Das Sprachmodell auf diesem Gerät übersetzt nicht gut genug.</translation>
  </message>
  <message>
   <source>The language model on this device can't translate. Get a larger one in Settings, {page}, or enter a key for a service.</source>
   <translation>Das Sprachmodell auf diesem Gerät kann nicht übersetzen. Ein größeres gibt es in den Einstellungen, {page}; oder einen Schlüssel für einen Dienst eingeben.</translation>
  </message>
  <message>
   <source>The language model on this device is too small to answer from your history. Get a larger one.</source>
   <translation>Das Sprachmodell auf diesem Gerät ist zu klein, um aus Ihrem Verlauf zu antworten. Laden Sie ein größeres.</translation>
  </message>
  <message>
   <source>The language model on this device is too small to rewrite texts. Choose a larger one in Settings &gt; Local models.</source>
   <translation>Das Sprachmodell auf diesem Gerät ist zu klein, um Texte umzuformulieren. Wählen Sie unter Einstellungen &gt; Lokale Modelle ein größeres.</translation>
  </message>
  <message>
   <source>The language model on this device translates roughly. Check what matters.</source>
   <translation>Das Sprachmodell auf diesem Gerät übersetzt nur grob. Wichtiges bitte prüfen.</translation>
  </message>
  <message>
   <source>The language model says nothing.</source>
   <translation>Das Sprachmodell sagt nichts.</translation>
  </message>
  <message>
   <source>The language model took too long. The selected text is as it was; you can try again.</source>
   <translation>Das Sprachmodell hat zu lange gebraucht. Der markierte Text ist unverändert; Sie können es noch einmal versuchen.</translation>
  </message>
  <message>
   <source>The language model wrote nothing that could be used. Try again, or choose another one.</source>
   <translation>Das Sprachmodell hat nichts Brauchbares geschrieben. Noch einmal versuchen oder ein anderes wählen.</translation>
  </message>
  <message>
   <source>The language model wrote nothing. Try again, or say it in other words.</source>
   <translation>Das Sprachmodell hat nichts geschrieben. Versuchen Sie es noch einmal, oder sagen Sie es mit anderen Worten.</translation>
  </message>
  <message>
   <source>The language of menus, messages and commands in a terminal, not the one you speak.</source>
   <translation>Die Sprache der Menüs, der Meldungen und der Befehle im Terminal, nicht die, die Sie sprechen.</translation>
  </message>
  <message>
   <source>The last answer wasn't finished yet.</source>
   <translation>Die vorige Antwort war noch nicht fertig.</translation>
  </message>
  <message>
   <source>The left one speaks</source>
   <translation>Links spricht</translation>
  </message>
  <message>
   <source>The lines of now, as OBS wants them, or everything said, which grows line by line.</source>
   <translation>Die Zeilen von jetzt, wie OBS sie braucht, oder alles Gesagte, Zeile für Zeile länger.</translation>
  </message>
  <message>
   <source>The local network can't be searched. Check your network, or enter an address.</source>
   <translation>Das lokale Netz lässt sich nicht durchsuchen. Prüfen Sie Ihr Netz, oder geben Sie eine Adresse ein.</translation>
  </message>
  <message>
   <source>The meeting is no longer being recorded: the disk takes no more. Free some space, then record again.</source>
   <translation>Die Besprechung wird nicht weiter aufgenommen: Die Festplatte nimmt nichts mehr an. Platz schaffen und neu aufnehmen.</translation>
  </message>
  <message>
   <source>The microphone can't be opened.</source>
   <translation>Das Mikrofon lässt sich nicht öffnen.</translation>
  </message>
  <message>
   <source>The microphone can't be opened. Allow it in System Settings, Privacy, Microphone.</source>
   <translation>Das Mikrofon lässt sich nicht öffnen. Erlauben Sie es in den Systemeinstellungen unter „Datenschutz“, „Mikrofon“.</translation>
  </message>
  <message>
   <source>The microphone can't be opened. Plug it in again, or choose another one in the sound settings.</source>
   <translation>Das Mikrofon lässt sich nicht öffnen. Schließen Sie es neu an, oder wählen Sie in den Toneinstellungen ein anderes.</translation>
  </message>
  <message>
   <source>The microphone doesn't answer. Plug it in again, or choose another one in the sound settings.</source>
   <translation>Das Mikrofon antwortet nicht. Schließen Sie es neu an, oder wählen Sie in den Toneinstellungen ein anderes.</translation>
  </message>
  <message>
   <source>The microphone is too loud and distorts. Lower its level in the sound settings.</source>
   <translation>Das Mikrofon ist zu laut und verzerrt. Senken Sie seinen Pegel in den Toneinstellungen.</translation>
  </message>
  <message>
   <source>The microphone is very quiet. Raise its level or come closer.</source>
   <translation>Das Mikrofon ist sehr leise. Erhöhen Sie seinen Pegel, oder kommen Sie näher.</translation>
  </message>
  <message>
   <source>The microphone supports none of the usual sample rates. Choose another one in the sound settings.</source>
   <translation>Das Mikrofon unterstützt keine der üblichen Abtastraten. Wählen Sie in den Toneinstellungen ein anderes.</translation>
  </message>
  <message>
   <source>The microphone to use. Default: the system's.</source>
   <translation>Das Mikrofon, das voiceapp verwendet. Standard: das des Systems.</translation>
  </message>
  <message>
   <source>The microphone went silent. What was recorded until then is in the file.</source>
   <translation>Das Mikrofon ist verstummt. Was bis dahin aufgenommen wurde, steht in der Datei.</translation>
  </message>
  <message>
   <source>The model answered nothing. Ask again.</source>
   <translation>Das Modell hat nichts geantwortet. Fragen Sie noch einmal.</translation>
  </message>
  <message>
   <source>The model for search by meaning</source>
   <translation>Das Modell für die Suche nach Bedeutung</translation>
  </message>
  <message>
   <source>The model for search by meaning gave no answer. Try again.</source>
   <translation>Das Modell für die Suche nach Bedeutung hat nicht geantwortet. Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>The model for telling voices apart</source>
   <translation>Das Modell zum Unterscheiden von Stimmen</translation>
  </message>
  <message>
   <source>The model for telling voices apart gave no answer. Try again.</source>
   <translation>Das Modell zum Unterscheiden von Stimmen hat nicht geantwortet. Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>The model that answers. Empty: chosen for you.</source>
   <translation>Das Modell, das antwortet. Leer: automatisch gewählt.</translation>
  </message>
  <message>
   <source>The model that checks. Empty: omni-moderation-latest, which costs nothing at OpenAI.</source>
   <translation>Das Modell, das prüft. Leer: omni-moderation-latest, das bei OpenAI nichts kostet.</translation>
  </message>
  <message>
   <source>The model that continues. Empty: the first that the server has.</source>
   <translation>Das Modell, das fortsetzt. Leer: das erste, das der Server hat.</translation>
  </message>
  <message>
   <source>The model that hears whether you've finished</source>
   <translation>Das Modell, das hört, ob Sie fertig sind,</translation>
  </message>
  <message>
   <source>The model that hears whether you've finished isn't installed. Run {command}.</source>
   <translation>Das Modell, das hört, ob Sie fertig sind, ist nicht installiert. Führen Sie {command} aus.</translation>
  </message>
  <message>
   <source>The model that makes pictures. Empty: chosen for you.</source>
   <translation>Das Modell, das Bilder macht. Leer: wird ausgewählt.</translation>
  </message>
  <message>
   <source>The model that speaks. Empty: chosen for you.</source>
   <translation>Das Modell, das spricht. Leer: automatisch gewählt.</translation>
  </message>
  <message>
   <source>The model that transcribes. Empty: chosen for you.</source>
   <translation>Das Modell, das transkribiert. Leer: automatisch gewählt.</translation>
  </message>
  <message>
   <source>The model thought about it but said nothing. Ask again, or choose another model.</source>
   <translation>Das Modell hat nachgedacht, aber nichts gesagt. Fragen Sie noch einmal, oder wählen Sie ein anderes Modell.</translation>
  </message>
  <message>
   <source>The model took the question but answered nothing. Try another one.</source>
   <translation>Das Modell hat die Frage angenommen, aber nichts geantwortet. Versuchen Sie ein anderes.</translation>
  </message>
  <message>
   <source>The model took the question but doesn't answer. Try another server or model.</source>
   <translation>Das Modell hat die Frage angenommen, antwortet aber nicht. Versuchen Sie einen anderen Server oder ein anderes Modell.</translation>
  </message>
  <message>
   <source>The model you talk with. Empty: chosen for you.</source>
   <translation>Das Modell, mit dem Sie sprechen. Leer: automatisch gewählt.</translation>
  </message>
  <message>
   <source>The model you talk with. It costs $0.05 for each minute that the session is open. Empty: chosen for you.</source>
   <translation>Das Modell für das Gespräch. Es kostet 0,05 $ für jede Minute, die die Sitzung offen ist. Leer: wird ausgewählt.</translation>
  </message>
  <message>
   <source>The model {model} retires on {day}. Choose another one in Settings.</source>
   <translation>Das Modell {model} wird am {day} eingestellt. Wählen Sie in den Einstellungen ein anderes.</translation>
  </message>
  <message>
   <source>The model {model} retires on {day}. Choose {successor} in Settings.</source>
   <translation>Das Modell {model} wird am {day} eingestellt. Wählen Sie in den Einstellungen {successor}.</translation>
  </message>
  <message>
   <source>The model {model} was retired on {day}. Choose another one in Settings.</source>
   <translation>Das Modell {model} wurde am {day} eingestellt. Wählen Sie in den Einstellungen ein anderes.</translation>
  </message>
  <message>
   <source>The model {model} was retired on {day}. {successor} answers instead.</source>
   <translation>Das Modell {model} wurde am {day} eingestellt. Stattdessen antwortet {successor}.</translation>
  </message>
  <message>
   <source>The models couldn't be installed. See above, then try again.</source>
   <translation>Die Modelle ließen sich nicht installieren. Der Grund steht oben. Versuchen Sie es dann noch einmal.</translation>
  </message>
  <message>
   <source>The models on this device were unloaded.</source>
   <translation>Die Modelle auf diesem Gerät wurden entladen.</translation>
  </message>
  <message>
   <source>The most lines that are shown at once, for each language.</source>
   <translation>So viele Zeilen werden höchstens zugleich gezeigt, je Sprache.</translation>
  </message>
  <message>
   <source>The name of the screen that shows captions full screen. Empty: one that the window isn't on.</source>
   <translation>Der Name des Bildschirms, der Untertitel bildschirmfüllend zeigt. Leer: einer, auf dem das Fenster nicht ist.</translation>
  </message>
  <message>
   <source>The network is too slow right now. Trying again.</source>
   <translation>Das Netz ist gerade zu langsam. voiceapp versucht es weiter.</translation>
  </message>
  <message>
   <source>The new model answers after the next pause.</source>
   <translation>Das neue Modell antwortet nach der nächsten Pause.</translation>
  </message>
  <message>
   <source>The new text became too long for the language model. Select less, and try again.</source>
   <translation>Der neue Text wurde dem Sprachmodell zu lang. Markieren Sie weniger, und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>The new voice speaks after the next pause.</source>
   <translation>Die neue Stimme spricht nach der nächsten Pause.</translation>
  </message>
  <message>
   <source>The newest lines</source>
   <translation>Die neuesten Zeilen</translation>
  </message>
  <message>
   <source>The notes couldn't be saved ({why}). Free some space and try again.</source>
   <translation>Die Notizen ließen sich nicht speichern ({why}). Bitte Platz schaffen und noch einmal versuchen.</translation>
  </message>
  <message>
   <source>The number of a token in the model's vocabulary, and a weight from -100 (never) to 100 (always).</source>
   <translation>Die Nummer eines Tokens im Wortschatz des Modells und ein Gewicht von -100 (nie) bis 100 (immer).</translation>
  </message>
  <message>
   <source>The one that holds in every program. Empty: the program decides. “none”: no profile.</source>
   <translation>Gilt in jedem Programm. Leer: Das Programm entscheidet. „none“: kein Profil.</translation>
  </message>
  <message>
   <source>The other program didn't take the text. Click into it, and insert the words again.</source>
   <translation>Das andere Programm hat den Text nicht angenommen. Klicken Sie hinein, und fügen Sie die Worte noch einmal ein.</translation>
  </message>
  <message>
   <source>The package for this isn't installed. Install it with: pip install 'voiceapp[mcp]'</source>
   <translation>Das Paket dafür ist nicht installiert. So kommt es: pip install 'voiceapp[mcp]'</translation>
  </message>
  <message>
   <source>The package {name} doesn't carry what it should.</source>
   <translation>Das Paket {name} enthält nicht, was es sollte.</translation>
  </message>
  <message>
   <source>The package {name} isn't the one that is known, so it wasn't kept.</source>
   <translation>Das Paket {name} ist nicht das bekannte und wurde deshalb nicht behalten.</translation>
  </message>
  <message>
   <source>The pause that ends your turn. Half is enough if you sound finished and an answer is ready. You get longer after “let me think”, or when you tell something.</source>
   <translation>So lange Stille beendet Ihren Beitrag. Die Hälfte genügt, wenn Sie fertig klingen und eine Antwort bereitliegt. Nach „ich überlege“, und wenn Sie etwas erzählen, bekommen Sie mehr Zeit.</translation>
  </message>
  <message>
   <source>The picture and the words go to {whom}.</source>
   <translation>Das Bild und die Worte gehen an {whom}.</translation>
  </message>
  <message>
   <source>The picture wasn't made, because the check found {what} in its description.</source>
   <translation>Das Bild wurde nicht gemacht, weil die Prüfung in der Beschreibung {what} fand.</translation>
  </message>
  <message>
   <source>The program ended and said: {words}</source>
   <translation>Das Programm hat sich beendet und gesagt: {words}</translation>
  </message>
  <message>
   <source>The program ended with code {code}.</source>
   <translation>Das Programm hat sich mit Code {code} beendet.</translation>
  </message>
  <message>
   <source>The program ended.</source>
   <translation>Das Programm hat sich beendet.</translation>
  </message>
  <message>
   <source>The recogniser</source>
   <translation>Die Spracherkennung</translation>
  </message>
  <message>
   <source>The recogniser answered but understood nothing. Try another model.</source>
   <translation>Die Spracherkennung hat geantwortet, aber nichts verstanden. Versuchen Sie ein anderes Modell.</translation>
  </message>
  <message>
   <source>The recogniser didn't answer. The recording is saved.</source>
   <translation>Die Spracherkennung hat nicht geantwortet. Die Aufnahme ist gespeichert.</translation>
  </message>
  <message>
   <source>The recogniser is too slow for live speech. It gets the recording again.</source>
   <translation>Die Spracherkennung ist zu langsam, um mitzuhören. Sie bekommt die Aufnahme noch einmal.</translation>
  </message>
  <message>
   <source>The recogniser must be a folder with a Whisper model for CTranslate2 (with model.bin in it).</source>
   <translation>Die Spracherkennung muss ein Ordner mit einem Whisper-Modell für CTranslate2 sein (mit model.bin darin).</translation>
  </message>
  <message>
   <source>The recogniser on this device hears only English. Get one for many languages in Settings, {page}.</source>
   <translation>Der Erkenner auf diesem Gerät versteht nur Englisch. Einen für viele Sprachen gibt es in den Einstellungen, {page}.</translation>
  </message>
  <message>
   <source>The recogniser on this device understands English only. {command} adds one for more languages.</source>
   <translation>Die Spracherkennung auf diesem Gerät versteht nur Englisch. {command} bringt eine für weitere Sprachen.</translation>
  </message>
  <message>
   <source>The recording holds an event that this version does not know: {why}</source>
   <translation>Der Bericht enthält ein Ereignis, das diese Version nicht kennt: {why}</translation>
  </message>
  <message>
   <source>The recording is damaged: an event has no time.</source>
   <translation>Der Bericht ist beschädigt: Einem Ereignis fehlt die Zeit.</translation>
  </message>
  <message>
   <source>The recording is damaged: what stands there is no event.</source>
   <translation>Der Bericht ist beschädigt: Was dort steht, ist kein Ereignis.</translation>
  </message>
  <message>
   <source>The recording is gone, so it can't be transcribed again.</source>
   <translation>Die Aufnahme ist nicht mehr da und lässt sich deshalb nicht neu transkribieren.</translation>
  </message>
  <message>
   <source>The recording is gone, so it couldn't be answered. Say it again.</source>
   <translation>Die Aufnahme ist nicht mehr da, deshalb gab es keine Antwort. Sagen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>The remembered voices can't be read. Delete the file {path}.</source>
   <translation>Die gemerkten Stimmen lassen sich nicht lesen. Löschen Sie die Datei {path}.</translation>
  </message>
  <message>
   <source>The reply stops when you speak. Off: only the button, the key, and Esc stop it.</source>
   <translation>Die Antwort stoppt, wenn Sie sprechen. Aus: Nur der Knopf, die Taste und Esc stoppen sie.</translation>
  </message>
  <message>
   <source>The report could not be written ({why}).</source>
   <translation>Der Bericht ließ sich nicht schreiben ({why}).</translation>
  </message>
  <message>
   <source>The rest of the answer was held back, because the check found {what} in it.</source>
   <translation>Der Rest der Antwort wurde zurückgehalten, weil die Prüfung darin {what} fand.</translation>
  </message>
  <message>
   <source>The result is too large.</source>
   <translation>Das Ergebnis ist zu groß.</translation>
  </message>
  <message>
   <source>The right one speaks</source>
   <translation>Rechts spricht</translation>
  </message>
  <message>
   <source>The role from the list below. Empty: the instructions only.</source>
   <translation>Die Rolle aus der Liste unten. Leer: nur die Anweisungen.</translation>
  </message>
  <message>
   <source>The running voiceapp doesn't know that word.</source>
   <translation>Das laufende voiceapp kennt dieses Wort nicht.</translation>
  </message>
  <message>
   <source>The same with Realtime, if this device ends your turn. Almost certain: about one answer in ten is billed for nothing. Every pause: up to three a turn.</source>
   <translation>Dasselbe mit Realtime, wenn dieses Gerät Ihren Beitrag beendet. Fast sicher: etwa jede zehnte Antwort wird umsonst berechnet. Jede Pause: bis zu drei je Beitrag.</translation>
  </message>
  <message>
   <source>The search broke off. Try again in a moment.</source>
   <translation>Die Suche brach ab. Versuchen Sie es gleich noch einmal.</translation>
  </message>
  <message>
   <source>The search found nothing.</source>
   <translation>Die Suche hat nichts gefunden.</translation>
  </message>
  <message>
   <source>The server for Live sessions. Empty: the main address. Several: with commas, tried in order. A key goes to its own server alone.</source>
   <translation>Der Server für Live-Sitzungen. Leer: die Hauptadresse. Mehrere: mit Kommas, der Reihe nach versucht. Ein Schlüssel geht nur an seinen Server.</translation>
  </message>
  <message>
   <source>The server for live conversation. Empty: the main address. Several: with commas, tried in order. A key goes to its own server alone.</source>
   <translation>Der Server für das Live-Gespräch. Leer: die Hauptadresse. Mehrere: mit Kommas, der Reihe nach versucht. Ein Schlüssel geht nur an seinen Server.</translation>
  </message>
  <message>
   <source>The server has another file than the publisher made.</source>
   <translation>Der Server hat eine andere Datei als die des Herausgebers.</translation>
  </message>
  <message>
   <source>The server that answers. Empty: the main address. Several: with commas, tried in order. A key goes to its own server alone.</source>
   <translation>Der Server, der antwortet. Leer: die Hauptadresse. Mehrere: mit Kommas, der Reihe nach versucht. Ein Schlüssel geht nur an seinen Server.</translation>
  </message>
  <message>
   <source>The server that checks. Empty: the main address. A key saved for one server is never sent to another.</source>
   <translation>Der Server, der prüft. Leer: die Hauptadresse. Der Schlüssel eines Servers geht nie an einen anderen.</translation>
  </message>
  <message>
   <source>The server that makes pictures: OpenAI, or LocalAI and the like. Empty: the main address. A key is never sent to another server.</source>
   <translation>Der Server, der Bilder macht: OpenAI, LocalAI und ähnliche. Leer: die Hauptadresse. Ein Schlüssel geht nie an einen anderen Server.</translation>
  </message>
  <message>
   <source>The server that speaks. Empty: the main address. Several: with commas, tried in order. A key goes to its own server alone.</source>
   <translation>Der Server, der spricht. Leer: die Hauptadresse. Mehrere: mit Kommas, der Reihe nach versucht. Ein Schlüssel geht nur an seinen Server.</translation>
  </message>
  <message>
   <source>The server that transcribes. Empty: the main address. Several: with commas, tried in order. A key goes to its own server alone.</source>
   <translation>Der Server, der Sprache erkennt. Leer: die Hauptadresse. Mehrere: mit Kommas, der Reihe nach versucht. Ein Schlüssel geht nur an seinen Server.</translation>
  </message>
  <message>
   <source>The server, by silence</source>
   <translation>Der Server, an der Stille</translation>
  </message>
  <message>
   <source>The server, by what you said</source>
   <translation>Der Server, am Sinn des Gesagten</translation>
  </message>
  <message>
   <source>The service</source>
   <translation>Vom Dienst</translation>
  </message>
  <message>
   <source>The service can't be reached. Check your network.</source>
   <translation>Der Dienst ist nicht erreichbar. Prüfen Sie das Netz.</translation>
  </message>
  <message>
   <source>The service can't tell persons apart by their voices. Choose another way to tell them apart.</source>
   <translation>Der Dienst kann Personen nicht an den Stimmen unterscheiden. Eine andere Art wählen, sie zu unterscheiden.</translation>
  </message>
  <message>
   <source>The service can't translate into this language. Choose another one, or another way of translating in Settings.</source>
   <translation>Der Dienst kann nicht in diese Sprache übersetzen. Eine andere wählen, oder in den Einstellungen einen anderen Weg.</translation>
  </message>
  <message>
   <source>The service connected but doesn't answer.</source>
   <translation>Der Dienst hat die Verbindung angenommen, antwortet aber nicht.</translation>
  </message>
  <message>
   <source>The service connected but doesn't answer. Trying again.</source>
   <translation>Der Dienst hat die Verbindung angenommen, antwortet aber nicht. voiceapp versucht es weiter.</translation>
  </message>
  <message>
   <source>The service couldn't finish its answer.</source>
   <translation>Der Dienst konnte seine Antwort nicht beenden.</translation>
  </message>
  <message>
   <source>The service couldn't read this conversation, so it was deleted there again.</source>
   <translation>Der Dienst konnte dieses Gespräch nicht lesen, deshalb wurde es dort wieder gelöscht.</translation>
  </message>
  <message>
   <source>The service couldn't speak this.</source>
   <translation>Der Dienst konnte das nicht sprechen.</translation>
  </message>
  <message>
   <source>The service disconnected right away. It may be starting up. Trying again.</source>
   <translation>Der Dienst hat die Verbindung sofort getrennt. Vielleicht startet er gerade. voiceapp versucht es weiter.</translation>
  </message>
  <message>
   <source>The service doesn't allow this for your key, project or country.</source>
   <translation>Der Dienst erlaubt das für Ihren Schlüssel, Ihr Projekt oder Ihr Land nicht.</translation>
  </message>
  <message>
   <source>The service doesn't answer.</source>
   <translation>Der Dienst antwortet nicht.</translation>
  </message>
  <message>
   <source>The service doesn't answer. Check your network.</source>
   <translation>Der Dienst antwortet nicht. Prüfen Sie das Netz.</translation>
  </message>
  <message>
   <source>The service doesn't have this any more.</source>
   <translation>Der Dienst hat das nicht mehr.</translation>
  </message>
  <message>
   <source>The service doesn't have this model for your key. Choose another one in Settings.</source>
   <translation>Der Dienst bietet dieses Modell für Ihren Schlüssel nicht an. Wählen Sie in den Einstellungen ein anderes.</translation>
  </message>
  <message>
   <source>The service doesn't have this model for your key. Choose another one.</source>
   <translation>Der Dienst bietet dieses Modell für Ihren Schlüssel nicht an. Wählen Sie ein anderes.</translation>
  </message>
  <message>
   <source>The service doesn't know this address or model. Check both in Settings.</source>
   <translation>Der Dienst kennt diese Adresse oder dieses Modell nicht. Prüfen Sie beides in den Einstellungen.</translation>
  </message>
  <message>
   <source>The service doesn't know this key, so it wasn't saved.</source>
   <translation>Der Dienst kennt diesen Schlüssel nicht, daher wurde er nicht gespeichert.</translation>
  </message>
  <message>
   <source>The service doesn't know this key, so it wasn't saved. Check that it's complete.</source>
   <translation>Der Dienst kennt diesen Schlüssel nicht, deshalb wurde er nicht gespeichert. Prüfen Sie, ob er vollständig ist.</translation>
  </message>
  <message>
   <source>The service doesn't offer this. Choose another one for it.</source>
   <translation>Der Dienst bietet das nicht an. Wählen Sie dafür einen anderen.</translation>
  </message>
  <message>
   <source>The service doesn't show the bill to this key, so it wasn't saved. It needs an admin key.</source>
   <translation>Mit diesem Schlüssel zeigt der Dienst die Rechnung nicht, daher wurde er nicht gespeichert. Nötig ist ein Admin-Schlüssel.</translation>
  </message>
  <message>
   <source>The service ended the connection. Check key and model.</source>
   <translation>Der Dienst hat die Verbindung beendet. Prüfen Sie Schlüssel und Modell.</translation>
  </message>
  <message>
   <source>The service ended the session because of what was said. Opening a new one.</source>
   <translation>Der Dienst hat die Sitzung wegen des Gesagten beendet. Eine neue wird geöffnet.</translation>
  </message>
  <message>
   <source>The service had an internal error.</source>
   <translation>Der Dienst hatte einen internen Fehler.</translation>
  </message>
  <message>
   <source>The service had an internal error. Try again in a moment.</source>
   <translation>Der Dienst hatte einen internen Fehler. Versuchen Sie es gleich noch einmal.</translation>
  </message>
  <message>
   <source>The service hasn't deleted this. Try again in a moment, or delete it on the service's own page.</source>
   <translation>Der Dienst hat das nicht gelöscht. Versuchen Sie es gleich noch einmal, oder löschen Sie es auf der Seite des Dienstes.</translation>
  </message>
  <message>
   <source>The service is full right now. Trying again in a moment.</source>
   <translation>Der Dienst ist gerade ausgelastet. voiceapp versucht es gleich noch einmal.</translation>
  </message>
  <message>
   <source>The service may cost, and hears what the others say.</source>
   <translation>Der Dienst kann etwas kosten und hört, was die anderen sagen.</translation>
  </message>
  <message>
   <source>The service put its answer at another address, which isn't asked. Choose another server.</source>
   <translation>Der Dienst hat seine Antwort unter einer anderen Adresse abgelegt, die nicht gefragt wird. Wählen Sie einen anderen Server.</translation>
  </message>
  <message>
   <source>The service recognises no speech. Choose another server or model for it in Settings.</source>
   <translation>Der Dienst erkennt keine Sprache. Wählen Sie dafür in den Einstellungen einen anderen Server oder ein anderes Modell.</translation>
  </message>
  <message>
   <source>The service refused one of your settings. It uses its own instead.</source>
   <translation>Der Dienst hat eine Ihrer Einstellungen abgelehnt und verwendet seine eigene.</translation>
  </message>
  <message>
   <source>The service refused the key. Enter another one in Settings.</source>
   <translation>Der Dienst hat den Schlüssel abgelehnt. Geben Sie in den Einstellungen einen anderen ein.</translation>
  </message>
  <message>
   <source>The service refused the request.</source>
   <translation>Der Dienst hat die Anfrage abgelehnt.</translation>
  </message>
  <message>
   <source>The service refused to answer this.</source>
   <translation>Der Dienst wollte darauf nicht antworten.</translation>
  </message>
  <message>
   <source>The service says that this account is deactivated.</source>
   <translation>Der Dienst meldet, dass dieses Konto deaktiviert ist.</translation>
  </message>
  <message>
   <source>The service sent far too much data. Check its address.</source>
   <translation>Der Dienst hat viel zu viele Daten gesendet. Prüfen Sie seine Adresse.</translation>
  </message>
  <message>
   <source>The service sent no picture. Choose another model or server for pictures.</source>
   <translation>Der Dienst hat kein Bild gesendet. Wählen Sie ein anderes Modell oder einen anderen Server für Bilder.</translation>
  </message>
  <message>
   <source>The service sent no sound. Choose another voice, model or server for speech.</source>
   <translation>Der Dienst hat keinen Ton gesendet. Wählen Sie für die Sprachausgabe eine andere Stimme, ein anderes Modell oder einen anderen Server.</translation>
  </message>
  <message>
   <source>The service sent something unreadable. Check its address, or try again in a moment.</source>
   <translation>Der Dienst hat etwas Unlesbares gesendet. Prüfen Sie seine Adresse, oder versuchen Sie es gleich noch einmal.</translation>
  </message>
  <message>
   <source>The service sent sound that can't be read here. Choose another server for speech.</source>
   <translation>Der Dienst hat Ton gesendet, der sich hier nicht lesen lässt. Wählen Sie für die Sprachausgabe einen anderen Server.</translation>
  </message>
  <message>
   <source>The service sent sound without end. Choose another server for speech.</source>
   <translation>Der Dienst hat endlos Ton gesendet. Wählen Sie für die Sprachausgabe einen anderen Server.</translation>
  </message>
  <message>
   <source>The service stopped midway. Reconnecting.</source>
   <translation>Der Dienst hat mittendrin aufgehört. Die Verbindung wird neu aufgebaut.</translation>
  </message>
  <message>
   <source>The service stopped midway. Try again in a moment.</source>
   <translation>Der Dienst hat mittendrin aufgehört. Versuchen Sie es gleich noch einmal.</translation>
  </message>
  <message>
   <source>The service stopped while speaking. Try again in a moment.</source>
   <translation>Der Dienst hat mitten im Sprechen aufgehört. Versuchen Sie es gleich noch einmal.</translation>
  </message>
  <message>
   <source>The service that checks what is said doesn't answer.</source>
   <translation>Der Dienst, der das Gesagte prüft, antwortet nicht.</translation>
  </message>
  <message>
   <source>The service uses the current protocol.</source>
   <translation>Der Dienst verwendet das aktuelle Protokoll.</translation>
  </message>
  <message>
   <source>The service uses the other protocol version.</source>
   <translation>Der Dienst verwendet die andere Protokollversion.</translation>
  </message>
  <message>
   <source>The service uses the other protocol version. Reconnecting.</source>
   <translation>Der Dienst verwendet die andere Protokollversion. Die Verbindung wird neu aufgebaut.</translation>
  </message>
  <message>
   <source>The service wasn't ready. Try again in a moment.</source>
   <translation>Der Dienst war noch nicht bereit. Versuchen Sie es gleich noch einmal.</translation>
  </message>
  <message>
   <source>The service's address isn't valid.</source>
   <translation>Die Adresse des Dienstes ist ungültig.</translation>
  </message>
  <message>
   <source>The service's certificate isn't trusted, so nothing was sent. Check its address.</source>
   <translation>Dem Zertifikat des Dienstes ist nicht zu trauen, deshalb wurde nichts gesendet. Prüfen Sie seine Adresse.</translation>
  </message>
  <message>
   <source>The service's limit is near: {remaining} of {limit} {name} are left for {seconds} seconds. Summaries and the like wait, so that conversations go on.</source>
   <translation>Das Limit des Dienstes ist bald erreicht: Es bleiben {remaining} von {limit} ({name}) für {seconds} Sekunden. Zusammenfassungen und Ähnliches warten, damit Gespräche weitergehen.</translation>
  </message>
  <message>
   <source>The service's model for search by meaning. Empty: the usual one, where there is one.</source>
   <translation>Das Modell des Dienstes für die Suche nach Bedeutung. Leer: das übliche, wo es eines gibt.</translation>
  </message>
  <message>
   <source>The service's model that gets them. Empty: chosen for you.</source>
   <translation>Das Modell des Dienstes, das sie bekommt. Leer: wird ausgewählt.</translation>
  </message>
  <message>
   <source>The service's safety rules don't allow this picture. Describe it differently.</source>
   <translation>Die Sicherheitsregeln des Dienstes erlauben dieses Bild nicht. Beschreiben Sie es anders.</translation>
  </message>
  <message>
   <source>The session reached its time limit. Opening a new one.</source>
   <translation>Die Sitzung hat ihr Zeitlimit erreicht. Eine neue wird geöffnet.</translation>
  </message>
  <message>
   <source>The sound configuration {config} is missing or empty. Unset ALSA_CONFIG_PATH.</source>
   <translation>Die Tonkonfiguration {config} fehlt oder ist leer. Entfernen Sie ALSA_CONFIG_PATH.</translation>
  </message>
  <message>
   <source>The sound library PortAudio is missing. Install libportaudio2, then start again.</source>
   <translation>Die Tonbibliothek PortAudio fehlt. Installieren Sie libportaudio2, und starten Sie dann neu.</translation>
  </message>
  <message>
   <source>The sound library PortAudio is missing. Install voiceapp again, then start again.</source>
   <translation>Die Tonbibliothek PortAudio fehlt. Installieren Sie voiceapp neu, und starten Sie es dann wieder.</translation>
  </message>
  <message>
   <source>The sound server gives no sound. Look at the sound settings of your desktop.</source>
   <translation>Der Tonserver liefert keinen Ton. Die Toneinstellungen des Desktops prüfen.</translation>
  </message>
  <message>
   <source>The sound system can't be started. Look for a mistake in the sound settings, or restart this computer.</source>
   <translation>Das Tonsystem lässt sich nicht starten. Suchen Sie einen Fehler in den Toneinstellungen, oder starten Sie den Computer neu.</translation>
  </message>
  <message>
   <source>The sound system can't be started. Look for a mistake in {file}, or restart this computer.</source>
   <translation>Das Tonsystem lässt sich nicht starten. Suchen Sie einen Fehler in {file}, oder starten Sie den Computer neu.</translation>
  </message>
  <message>
   <source>The sound system didn't take the new volume. Try again.</source>
   <translation>Das Tonsystem hat die neue Lautstärke nicht übernommen. Bitte noch einmal versuchen.</translation>
  </message>
  <message>
   <source>The sound system doesn't answer. Is its service running?</source>
   <translation>Das Tonsystem antwortet nicht. Läuft sein Dienst?</translation>
  </message>
  <message>
   <source>The speaker can't be opened. Choose another one in the sound settings.</source>
   <translation>Der Lautsprecher lässt sich nicht öffnen. Wählen Sie in den Toneinstellungen einen anderen.</translation>
  </message>
  <message>
   <source>The speaker doesn't answer. Plug it in again, or choose another one in the sound settings.</source>
   <translation>Der Lautsprecher antwortet nicht. Schließen Sie ihn neu an, oder wählen Sie in den Toneinstellungen einen anderen.</translation>
  </message>
  <message>
   <source>The speaker doesn't play. Choose another one, or plug it in again.</source>
   <translation>Der Lautsprecher spielt nichts ab. Wählen Sie einen anderen, oder schließen Sie ihn neu an.</translation>
  </message>
  <message>
   <source>The speaker to use. Default: the system's.</source>
   <translation>Der Lautsprecher, den voiceapp verwendet. Standard: der des Systems.</translation>
  </message>
  <message>
   <source>The speed is between {slowest} and {fastest}.</source>
   <translation>Das Tempo liegt zwischen {slowest} und {fastest}.</translation>
  </message>
  <message>
   <source>The system's keyring doesn't answer</source>
   <translation>Der Schlüsselbund des Systems antwortet nicht</translation>
  </message>
  <message>
   <source>The system's keyring doesn't answer. Unlock it, and try again.</source>
   <translation>Der Schlüsselbund des Systems antwortet nicht. Entsperren Sie ihn, und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>The system's keyring doesn't answer. Unlock it, or set {variable}.</source>
   <translation>Der Schlüsselbund des Systems antwortet nicht. Entsperren Sie ihn, oder setzen Sie {variable}.</translation>
  </message>
  <message>
   <source>The system's keyring is locked</source>
   <translation>Der Schlüsselbund des Systems ist gesperrt</translation>
  </message>
  <message>
   <source>The system's keyring refused ({kind})</source>
   <translation>Der Schlüsselbund des Systems hat abgelehnt ({kind})</translation>
  </message>
  <message>
   <source>The timer or reminder couldn't be saved ({why}).</source>
   <translation>Der Timer oder die Erinnerung ließ sich nicht speichern ({why}).</translation>
  </message>
  <message>
   <source>The translations go to {whom} to be spoken.</source>
   <translation>Die Übersetzungen gehen zum Sprechen an {whom}.</translation>
  </message>
  <message>
   <source>The vocabulary has no such words. `voiceapp vocabulary` lists them.</source>
   <translation>Diese Wörter stehen nicht im Wortschatz. `voiceapp vocabulary` listet alle auf.</translation>
  </message>
  <message>
   <source>The vocabulary is empty. `voiceapp vocabulary add WORDS` adds to it.</source>
   <translation>Der Wortschatz ist leer. `voiceapp vocabulary add WÖRTER` ergänzt ihn.</translation>
  </message>
  <message>
   <source>The voice</source>
   <translation>Die Stimme</translation>
  </message>
  <message>
   <source>The voice hands them over: to a model of the service, or to your own chat model.</source>
   <translation>Die Stimme gibt sie weiter: an ein Modell des Dienstes oder an das eigene Chat-Modell.</translation>
  </message>
  <message>
   <source>The voice must be a Piper voice, an .onnx file with its .onnx.json next to it.</source>
   <translation>Die Stimme muss eine Piper-Stimme sein, also eine .onnx-Datei mit ihrer .onnx.json daneben.</translation>
  </message>
  <message>
   <source>The voice of the live conversation.</source>
   <translation>Die Stimme des Live-Gesprächs.</translation>
  </message>
  <message>
   <source>The voice of the session.</source>
   <translation>Die Stimme der Sitzung.</translation>
  </message>
  <message>
   <source>The voice on this device speaks for now.</source>
   <translation>Vorerst spricht die Stimme auf diesem Gerät.</translation>
  </message>
  <message>
   <source>The voice that speaks. Empty: the model's own.</source>
   <translation>Die Stimme, die spricht. Leer: die des Modells.</translation>
  </message>
  <message>
   <source>The voice took the text but said nothing. Try another one.</source>
   <translation>Die Stimme hat den Text angenommen, aber nichts gesagt. Versuchen Sie eine andere.</translation>
  </message>
  <message>
   <source>The volume can't be changed here. Install wireplumber, pulseaudio-utils or alsa-utils.</source>
   <translation>Die Lautstärke lässt sich hier nicht ändern. Dafür wireplumber, pulseaudio-utils oder alsa-utils installieren.</translation>
  </message>
  <message>
   <source>The wake word</source>
   <translation>Das Weckwort</translation>
  </message>
  <message>
   <source>The wake word must be a microWakeWord model: a .json file with its .tflite beside it.</source>
   <translation>Das Weckwort muss ein microWakeWord-Modell sein: eine .json-Datei mit ihrer .tflite-Datei daneben.</translation>
  </message>
  <message>
   <source>The window signs you in: Settings, Tools.</source>
   <translation>Anmelden geht im Fenster: Einstellungen, Werkzeuge.</translation>
  </message>
  <message>
   <source>The words are checked by {whom}.</source>
   <translation>{whom} prüft die Worte.</translation>
  </message>
  <message>
   <source>The words as dictated</source>
   <translation>Ihre Worte im Original</translation>
  </message>
  <message>
   <source>The words came late. Click where they belong, then insert them.</source>
   <translation>Die Worte kamen spät. Klicken Sie dorthin, wo sie hingehören, und fügen Sie sie ein.</translation>
  </message>
  <message>
   <source>The words didn't come in time. The recording is saved and you can try again.</source>
   <translation>Die Worte kamen nicht rechtzeitig. Die Aufnahme ist gespeichert, und Sie können es noch einmal versuchen.</translation>
  </message>
  <message>
   <source>The words didn't come in time. Try again in a moment.</source>
   <translation>Die Worte kamen nicht rechtzeitig. Versuchen Sie es gleich noch einmal.</translation>
  </message>
  <message>
   <source>The words go to {whom}.</source>
   <translation>Die Worte gehen an {whom}.</translation>
  </message>
  <message>
   <source>Theme</source>
   <translation>Farbschema</translation>
  </message>
  <message>
   <source>There are no conversations of voiceapp in {folder}. Choose the folder that their JSON files are in.</source>
   <translation>In {folder} sind keine Gespräche von voiceapp. Bitte den Ordner wählen, in dem ihre JSON-Dateien liegen.</translation>
  </message>
  <message>
   <source>There are no recordings. Choose sound or video files, or a folder of them.</source>
   <translation>Dort sind keine Aufnahmen. Ton- oder Videodateien wählen, oder einen Ordner damit.</translation>
  </message>
  <message>
   <source>There are no servers yet. `voiceapp mcp add NAME -- COMMAND …` adds one.</source>
   <translation>Noch gibt es keine Server. `voiceapp mcp add NAME -- BEFEHL …` fügt einen hinzu.</translation>
  </message>
  <message>
   <source>There are no tasks in this conversation. Summarise it first.</source>
   <translation>In diesem Gespräch gibt es keine Aufgaben. Es zuerst zusammenfassen.</translation>
  </message>
  <message>
   <source>There are no translation sessions at this address. Choose another way in Settings.</source>
   <translation>Unter dieser Adresse gibt es keine Übersetzungssitzungen. In den Einstellungen einen anderen Weg wählen.</translation>
  </message>
  <message>
   <source>There are no words in this conversation, so it wasn't uploaded.</source>
   <translation>In diesem Gespräch sind keine Worte, deshalb wurde es nicht hochgeladen.</translation>
  </message>
  <message>
   <source>There are {count} notes already. Delete some first.</source>
   <translation>Es gibt schon {count} Notizen. Bitte zuerst einige löschen.</translation>
  </message>
  <message>
   <source>There are {count} timers and reminders already. Cancel some first.</source>
   <translation>Es gibt schon {count} Timer und Erinnerungen. Brechen Sie zuerst einige ab.</translation>
  </message>
  <message>
   <source>There is an admin key, {place}</source>
   <translation>Es gibt einen Admin-Schlüssel: {place}</translation>
  </message>
  <message>
   <source>There is no admin key</source>
   <translation>Es gibt keinen Admin-Schlüssel</translation>
  </message>
  <message>
   <source>There is no microphone named {name}: `voiceapp devices` lists what there is.</source>
   <translation>Es gibt kein Mikrofon namens {name}: `voiceapp devices` zeigt die vorhandenen.</translation>
  </message>
  <message>
   <source>There is no profile in this file.</source>
   <translation>In dieser Datei ist kein Profil.</translation>
  </message>
  <message>
   <source>There is no speaker named {name}: `voiceapp devices` lists what there is.</source>
   <translation>Es gibt keinen Lautsprecher namens {name}: `voiceapp devices` zeigt die vorhandenen.</translation>
  </message>
  <message>
   <source>There is no tool named {name}.</source>
   <translation>Es gibt kein Werkzeug namens {name}.</translation>
  </message>
  <message>
   <source>There is no {word}.</source>
   <translation>{word} gibt es nicht.</translation>
  </message>
  <message>
   <source>There was nothing to delete.</source>
   <translation>Es gab nichts zu löschen.</translation>
  </message>
  <message>
   <source>There were no words to check.</source>
   <translation>Zum Prüfen kamen keine Worte.</translation>
  </message>
  <message>
   <source>There's no Deepgram service at this address.</source>
   <translation>Unter dieser Adresse gibt es keinen Deepgram-Dienst.</translation>
  </message>
  <message>
   <source>There's no Live service at this address. Choose another engine, or another address for it.</source>
   <translation>Unter dieser Adresse gibt es keinen Live-Dienst. Bitte eine andere Engine oder eine andere Adresse wählen.</translation>
  </message>
  <message>
   <source>There's no Realtime service at this address.</source>
   <translation>Unter dieser Adresse gibt es keinen Realtime-Dienst.</translation>
  </message>
  <message>
   <source>There's no Wyoming server at {address}. Check its address.</source>
   <translation>Unter {address} ist kein Wyoming-Server. Prüfen Sie die Adresse.</translation>
  </message>
  <message>
   <source>There's no X display. Log in to a graphical session.</source>
   <translation>Es gibt keine X-Anzeige. Melden Sie sich in einer grafischen Sitzung an.</translation>
  </message>
  <message>
   <source>There's no browser to sign in with. Sign in on a computer that has one.</source>
   <translation>Zum Anmelden gibt es hier keinen Browser. Melden Sie sich an einem Computer an, der einen hat.</translation>
  </message>
  <message>
   <source>There's no clipboard here without the app's window.</source>
   <translation>Ohne das Fenster der App gibt es hier keine Zwischenablage.</translation>
  </message>
  <message>
   <source>There's no conversations.json in this archive. Give the ZIP file that ChatGPT's export comes in.</source>
   <translation>In diesem Archiv fehlt conversations.json. Wählen Sie die ZIP-Datei, die der Export von ChatGPT liefert.</translation>
  </message>
  <message>
   <source>There's no display here. `voiceapp talk` works in the terminal, and `make demo` in a checkout shows the window at work on a virtual one.</source>
   <translation>Hier ist kein Bildschirm. `voiceapp talk` läuft im Terminal, und `make demo` zeigt im Quellordner das Fenster auf einem virtuellen.</translation>
  </message>
  <message>
   <source>There's no file {path}.</source>
   <translation>Die Datei {path} gibt es nicht.</translation>
  </message>
  <message>
   <source>There's no format “{name}”. Choose one of {known}.</source>
   <translation>Das Format „{name}“ gibt es nicht. Wählen Sie eines von {known}.</translation>
  </message>
  <message>
   <source>There's no key for {address} any more.</source>
   <translation>Für {address} gibt es keinen Schlüssel mehr.</translation>
  </message>
  <message>
   <source>There's no loudspeaker, so nothing can be played. Connect one, or choose another in Settings.</source>
   <translation>Es gibt keinen Lautsprecher, daher lässt sich nichts abspielen. Einen anschließen oder in den Einstellungen einen anderen wählen.</translation>
  </message>
  <message>
   <source>There's no model in that folder that isn't here already.</source>
   <translation>In diesem Ordner ist kein Modell, das nicht schon hier ist.</translation>
  </message>
  <message>
   <source>There's no model {name} in the catalogue.</source>
   <translation>Im Katalog gibt es kein Modell {name}.</translation>
  </message>
  <message>
   <source>There's no picture in this conversation yet. Show one, or have one drawn.</source>
   <translation>In diesem Gespräch gibt es noch kein Bild. Zeigen Sie eins, oder lassen Sie eins zeichnen.</translation>
  </message>
  <message>
   <source>There's no profile {name}, and no other either.</source>
   <translation>Ein Profil {name} gibt es nicht, und auch kein anderes.</translation>
  </message>
  <message>
   <source>There's no profile {name}. There are: {known}.</source>
   <translation>Ein Profil {name} gibt es nicht. Vorhanden: {known}.</translation>
  </message>
  <message>
   <source>There's no program {command} on this device. Install it first.</source>
   <translation>Auf diesem Gerät gibt es kein Programm {command}. Installieren Sie es zuerst.</translation>
  </message>
  <message>
   <source>There's no prompt {name}. Settings &gt; Recordings lists them.</source>
   <translation>Es gibt keine Vorgabe {name}. Einstellungen &gt; Aufnahmen führt sie auf.</translation>
  </message>
  <message>
   <source>There's no recogniser {name} now. There are: {known}.</source>
   <translation>Eine Spracherkennung {name} gibt es gerade nicht. Es gibt: {known}.</translation>
  </message>
  <message>
   <source>There's no recording to export. Audio is kept only as long as Settings say.</source>
   <translation>Es gibt keine Aufnahme zum Exportieren. Ton wird nur so lange behalten, wie es die Einstellungen sagen.</translation>
  </message>
  <message>
   <source>There's no room for {size} on this disk. Free some space first.</source>
   <translation>Auf diesem Datenträger ist kein Platz für {size}. Schaffen Sie zuerst Platz.</translation>
  </message>
  <message>
   <source>There's no server of that name.</source>
   <translation>Einen Server dieses Namens gibt es nicht.</translation>
  </message>
  <message>
   <source>There's no service of this kind at this address.</source>
   <translation>Unter dieser Adresse gibt es keinen solchen Dienst.</translation>
  </message>
  <message>
   <source>There's no setting {name}. Did you mean {near}?</source>
   <translation>Die Einstellung {name} gibt es nicht. Meinten Sie {near}?</translation>
  </message>
  <message>
   <source>There's no setting {name}. `voiceapp settings list` shows all.</source>
   <translation>Die Einstellung {name} gibt es nicht. `voiceapp settings list` zeigt alle.</translation>
  </message>
  <message>
   <source>There's no sound from the microphone. Choose another one, or plug it in again.</source>
   <translation>Vom Mikrofon kommt kein Ton. Wählen Sie ein anderes, oder schließen Sie es neu an.</translation>
  </message>
  <message>
   <source>There's no sound in {name} that can be read. It may be damaged, or no recording.</source>
   <translation>In {name} ist kein lesbarer Ton. Die Datei ist vielleicht beschädigt oder keine Aufnahme.</translation>
  </message>
  <message>
   <source>There's no such conversation. `voiceapp history` lists them.</source>
   <translation>Dieses Gespräch gibt es nicht. `voiceapp history` listet alle auf.</translation>
  </message>
  <message>
   <source>There's no such note. Say it in the words that stand there.</source>
   <translation>Eine solche Notiz gibt es nicht. Bitte die Wörter nennen, die dort stehen.</translation>
  </message>
  <message>
   <source>There's no text in the clipboard. Copy some first, and say it again.</source>
   <translation>In der Zwischenablage ist kein Text. Kopieren Sie zuerst welchen, und sagen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>There's no time zone "{name}". Name one such as Asia/Tokyo.</source>
   <translation>Die Zeitzone „{name}“ gibt es nicht. Nennen Sie eine wie Asia/Tokyo.</translation>
  </message>
  <message>
   <source>There's no time zone “{name}”. Use a name such as Europe/Berlin, or leave it empty.</source>
   <translation>Die Zeitzone „{name}“ gibt es nicht. Nehmen Sie einen Namen wie Europe/Berlin, oder lassen Sie das Feld leer.</translation>
  </message>
  <message>
   <source>There's no timer or reminder with that number. Known numbers: {numbers}.</source>
   <translation>Einen Timer oder eine Erinnerung mit dieser Nummer gibt es nicht. Bekannte Nummern: {numbers}.</translation>
  </message>
  <message>
   <source>There's no {name} in {folder}. Choose another file in Settings.</source>
   <translation>In {folder} fehlt {name}. Wählen Sie in den Einstellungen eine andere Datei.</translation>
  </message>
  <message>
   <source>There's nothing to answer. Give a question, or pipe one in.</source>
   <translation>Es gibt nichts zu beantworten. Schreiben Sie eine Frage dazu, oder leiten Sie eine hinein.</translation>
  </message>
  <message>
   <source>There's nothing to calculate.</source>
   <translation>Es gibt nichts zu berechnen.</translation>
  </message>
  <message>
   <source>There's nothing to export: no model has been downloaded yet.</source>
   <translation>Nichts zu exportieren: Noch kein Modell wurde geladen.</translation>
  </message>
  <message>
   <source>There's nothing to note. Say what.</source>
   <translation>Es gibt nichts zu notieren. Bitte sagen, was.</translation>
  </message>
  <message>
   <source>There's nothing to rewrite. Pipe a text in.</source>
   <translation>Es gibt nichts umzuformulieren. Leiten Sie einen Text hinein.</translation>
  </message>
  <message>
   <source>There's nothing to say in that.</source>
   <translation>Darin ist nichts zu sprechen.</translation>
  </message>
  <message>
   <source>There's nothing to say. Give a text, or pipe one in.</source>
   <translation>Es gibt nichts zu sagen. Schreiben Sie einen Text dazu, oder leiten Sie einen hinein.</translation>
  </message>
  <message>
   <source>These tools can't be used, because no model takes their description: {tools}.</source>
   <translation>Diese Werkzeuge sind nicht nutzbar, weil kein Modell ihre Beschreibung annimmt: {tools}.</translation>
  </message>
  <message>
   <source>These words came later. Click where they belong, then insert them.</source>
   <translation>Diese Worte kamen erst später. Klicken Sie dorthin, wo sie hingehören, und fügen Sie sie ein.</translation>
  </message>
  <message>
   <source>They stay as long as voiceapp is open.</source>
   <translation>Sie bleiben, solange voiceapp offen ist.</translation>
  </message>
  <message>
   <source>Think ahead in pauses</source>
   <translation>In Pausen vorausdenken</translation>
  </message>
  <message>
   <source>Think ahead with Realtime</source>
   <translation>Mit Realtime vorausdenken</translation>
  </message>
  <message>
   <source>Thinking</source>
   <translation>Nachdenken</translation>
  </message>
  <message>
   <source>Thinking…</source>
   <translation>Ich denke nach …</translation>
  </message>
  <message>
   <source>This Wyoming server doesn't speak. Choose another one for it, or “This device”.</source>
   <translation>Dieser Wyoming-Server spricht nicht. Wählen Sie dafür einen anderen oder „Dieses Gerät“.</translation>
  </message>
  <message>
   <source>This Wyoming server doesn't transcribe. Choose another one for it, or “This device”.</source>
   <translation>Dieser Wyoming-Server erkennt keine Sprache. Wählen Sie dafür einen anderen oder „Dieses Gerät“.</translation>
  </message>
  <message>
   <source>This Wyoming server has no model {name}. Choose one of its own, or leave it empty.</source>
   <translation>Dieser Wyoming-Server hat kein Modell {name}. Wählen Sie eines, das er hat, oder lassen Sie das Feld leer.</translation>
  </message>
  <message>
   <source>This Wyoming server has no voice {name}. Choose one of its own, or leave it empty.</source>
   <translation>Dieser Wyoming-Server hat keine Stimme {name}. Wählen Sie eine, die er hat, oder lassen Sie das Feld leer.</translation>
  </message>
  <message>
   <source>This Wyoming server has no wake word {name}. Choose one of its own, or leave it empty.</source>
   <translation>Dieser Wyoming-Server hat kein Weckwort {name}. Wählen Sie eines, das er hat, oder lassen Sie das Feld leer.</translation>
  </message>
  <message>
   <source>This Wyoming server hears no wake word. Choose another one, or a word on this device.</source>
   <translation>Dieser Wyoming-Server hört auf kein Weckwort. Wählen Sie einen anderen oder ein Wort auf diesem Gerät.</translation>
  </message>
  <message>
   <source>This archive is damaged or locked. Download it again, or unpack it and choose the file inside.</source>
   <translation>Dieses Archiv ist beschädigt oder gesperrt. Laden Sie es neu herunter, oder entpacken Sie es und wählen Sie die Datei darin.</translation>
  </message>
  <message>
   <source>This archive is too large. Unpack it and choose the file inside.</source>
   <translation>Dieses Archiv ist zu groß. Entpacken Sie es, und wählen Sie die Datei darin.</translation>
  </message>
  <message>
   <source>This backup is damaged or incomplete. Nothing was changed. Choose another one.</source>
   <translation>Diese Sicherung ist beschädigt oder unvollständig. Nichts wurde geändert. Wählen Sie eine andere.</translation>
  </message>
  <message>
   <source>This backup was made by a later version of voiceapp. Install that version to restore it.</source>
   <translation>Diese Sicherung stammt von einer späteren Version von voiceapp. Installieren Sie diese, um sie wiederherzustellen.</translation>
  </message>
  <message>
   <source>This browser doesn't say which fields are for passwords. Make sure the cursor isn't in one.</source>
   <translation>Dieser Browser sagt nicht, welche Felder für Passwörter sind. Achten Sie darauf, dass der Cursor in keinem davon steht.</translation>
  </message>
  <message>
   <source>This conversation is being summarised already.</source>
   <translation>Dieses Gespräch wird schon zusammengefasst.</translation>
  </message>
  <message>
   <source>This conversation is no longer in the history.</source>
   <translation>Dieses Gespräch ist nicht mehr im Verlauf.</translation>
  </message>
  <message>
   <source>This conversation is too long for the model. Start a new one, or choose another model.</source>
   <translation>Dieses Gespräch ist zu lang für das Modell. Beginnen Sie ein neues, oder wählen Sie ein anderes Modell.</translation>
  </message>
  <message>
   <source>This couldn't be saved ({why}).</source>
   <translation>Das ließ sich nicht speichern ({why}).</translation>
  </message>
  <message>
   <source>This database is none that voiceapp reads. Choose that of Buzz or OpenWhispr.</source>
   <translation>Diese Datenbank liest voiceapp nicht. Wählen Sie die von Buzz oder OpenWhispr.</translation>
  </message>
  <message>
   <source>This desktop doesn't let programs type. Choose the clipboard only, and paste it yourself.</source>
   <translation>Dieser Desktop lässt Programme nicht tippen. Wählen Sie „Nur Zwischenablage“, und fügen Sie den Text selbst ein.</translation>
  </message>
  <message>
   <source>This desktop doesn't offer global shortcuts ({why}). Bind {command} to a key in its settings.</source>
   <translation>Dieser Desktop bietet keine globalen Tastenkürzel ({why}). Legen Sie {command} in seinen Einstellungen auf eine Taste.</translation>
  </message>
  <message>
   <source>This desktop doesn't offer global shortcuts. Bind {command} to a key in its settings.</source>
   <translation>Dieser Desktop bietet keine globalen Tastenkürzel. Legen Sie {command} in seinen Einstellungen auf eine Taste.</translation>
  </message>
  <message>
   <source>This device</source>
   <translation>Dieses Gerät</translation>
  </message>
  <message>
   <source>This device only</source>
   <translation>Nur dieses Gerät</translation>
  </message>
  <message>
   <source>This device transcribes for now.</source>
   <translation>Vorerst transkribiert dieses Gerät.</translation>
  </message>
  <message>
   <source>This device's disk takes nothing more, so what was uploaded was deleted again. Make room, and try again.</source>
   <translation>Die Festplatte nimmt nichts mehr auf, deshalb wurde das Hochgeladene wieder gelöscht. Schaffen Sie Platz, und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>This device, by silence</source>
   <translation>Dieses Gerät, an der Stille</translation>
  </message>
  <message>
   <source>This file has no conversations. Choose a voiceapp export or ChatGPT's conversations.json.</source>
   <translation>Diese Datei enthält keine Gespräche. Wählen Sie einen Export von voiceapp oder die conversations.json von ChatGPT.</translation>
  </message>
  <message>
   <source>This file was written by a later version of voiceapp. Install that one to read it.</source>
   <translation>Diese Datei stammt von einer neueren Version von voiceapp. Installieren Sie diese, um die Datei zu lesen.</translation>
  </message>
  <message>
   <source>This is for Linux. Here, start voiceapp by its command.</source>
   <translation>Das gibt es für Linux. Starten Sie voiceapp hier mit seinem Befehl.</translation>
  </message>
  <message>
   <source>This is no recording of voiceapp, or one of a newer version.</source>
   <translation>Das ist kein Bericht von voiceapp, oder einer aus einer neueren Version.</translation>
  </message>
  <message>
   <source>This isn't a JSON file. Choose a voiceapp export or ChatGPT's conversations.json.</source>
   <translation>Das ist keine JSON-Datei. Wählen Sie einen Export von voiceapp oder die conversations.json von ChatGPT.</translation>
  </message>
  <message>
   <source>This isn't a backup of voiceapp. Choose a file that voiceapp saved as a backup.</source>
   <translation>Das ist keine Sicherung von voiceapp. Wählen Sie eine Datei, die voiceapp als Sicherung gespeichert hat.</translation>
  </message>
  <message>
   <source>This keyboard has no key {key}. Choose another one in Settings.</source>
   <translation>Diese Tastatur hat keine Taste {key}. Wählen Sie in den Einstellungen eine andere.</translation>
  </message>
  <message>
   <source>This keyboard layout has no room for these characters. Choose pasting.</source>
   <translation>Diese Tastaturbelegung hat keinen Platz für diese Zeichen. Wählen Sie „Einfügen“.</translation>
  </message>
  <message>
   <source>This line has no version {number}.</source>
   <translation>Diese Zeile hat keine Fassung {number}.</translation>
  </message>
  <message>
   <source>This line is no longer in the history.</source>
   <translation>Diese Zeile ist nicht mehr im Verlauf.</translation>
  </message>
  <message>
   <source>This model doesn't hear. Choose one that does, such as gpt-audio-1.5, or another protocol for speech to text.</source>
   <translation>Dieses Modell hört nicht. Wählen Sie eines, das hört, etwa gpt-audio-1.5, oder ein anderes Protokoll für die Spracherkennung.</translation>
  </message>
  <message>
   <source>This month's budget is spent. This device answers until the month ends, or raise the budget.</source>
   <translation>Das Budget für diesen Monat ist aufgebraucht. Bis zum Monatsende antwortet dieses Gerät, oder Sie erhöhen das Budget.</translation>
  </message>
  <message>
   <source>This needs {size}, and the disk has {free} left. Free some space, then try again.</source>
   <translation>Das braucht {size}, und auf dem Datenträger sind noch {free} frei. Schaffen Sie Platz und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>This profile also gives {what} to the recogniser and the language model, once you allow it.</source>
   <translation>Dieses Profil gibt auch {what} an Spracherkennung und Sprachmodell, sobald das erlaubt ist.</translation>
  </message>
  <message>
   <source>This profile also gives {what} to the recogniser, once you allow it.</source>
   <translation>Dieses Profil gibt auch {what} an die Spracherkennung, sobald das erlaubt ist.</translation>
  </message>
  <message>
   <source>This recogniser can't run now. Choose another one, or look into Settings &gt; Models.</source>
   <translation>Diese Spracherkennung läuft gerade nicht. Wählen Sie eine andere, oder sehen Sie unter Einstellungen &gt; Modelle nach.</translation>
  </message>
  <message>
   <source>This recording was recovered after a crash. Press “Ask again” for an answer.</source>
   <translation>Diese Aufnahme wurde nach einem Absturz gerettet. Drücken Sie „Neu fragen“, um eine Antwort zu bekommen.</translation>
  </message>
  <message>
   <source>This server offers no model for this. Choose one in Settings.</source>
   <translation>Dieser Server bietet dafür kein Modell. Wählen Sie in den Einstellungen eines.</translation>
  </message>
  <message>
   <source>This serves programs, not people: name `voiceapp mcp` in the other program as a server's command.</source>
   <translation>Das ist für Programme, nicht für Menschen: Tragen Sie `voiceapp mcp` im anderen Programm als Befehl eines Servers ein.</translation>
  </message>
  <message>
   <source>This service needs a key. Enter one in Settings.</source>
   <translation>Dieser Dienst braucht einen Schlüssel. Geben Sie in den Einstellungen einen ein.</translation>
  </message>
  <message>
   <source>This system has no keyring</source>
   <translation>Dieses System hat keinen Schlüsselbund</translation>
  </message>
  <message>
   <source>This takes ten seconds.</source>
   <translation>Das dauert zehn Sekunden.</translation>
  </message>
  <message>
   <source>This voiceapp file is damaged ({why}). Export it again.</source>
   <translation>Diese voiceapp-Datei ist beschädigt ({why}). Exportieren Sie sie neu.</translation>
  </message>
  <message>
   <source>This wasn't answered here. If you think about hurting yourself, please talk to someone you trust, or call your local emergency number.</source>
   <translation>Darauf kam hier keine Antwort. Wenn Sie daran denken, sich etwas anzutun: Sprechen Sie bitte mit jemandem, dem Sie vertrauen, oder wählen Sie den Notruf.</translation>
  </message>
  <message>
   <source>This wasn't answered, because the check found {what} in it.</source>
   <translation>Darauf kam keine Antwort, weil die Prüfung darin {what} fand.</translation>
  </message>
  <message>
   <source>This wasn't translated before the next talk began.</source>
   <translation>Das war noch nicht übersetzt, als das nächste Gespräch begann.</translation>
  </message>
  <message>
   <source>Tick note</source>
   <translation>Abhaken</translation>
  </message>
  <message>
   <source>Tick “{what}” off in “{list}”?</source>
   <translation>„{what}“ auf „{list}“ abhaken?</translation>
  </message>
  <message>
   <source>Tick “{what}” off?</source>
   <translation>„{what}“ abhaken?</translation>
  </message>
  <message>
   <source>Ticked off</source>
   <translation>Abgehakt</translation>
  </message>
  <message>
   <source>Ticked off {ticked}</source>
   <translation>Abgehakt: {ticked}</translation>
  </message>
  <message>
   <source>Timer · {length}</source>
   <translation>Timer · {length}</translation>
  </message>
  <message>
   <source>Timer · {length} · {label}</source>
   <translation>Timer · {length} · {label}</translation>
  </message>
  <message>
   <source>Timer: {what}</source>
   <translation>Timer: {what}</translation>
  </message>
  <message>
   <source>Title, decisions, tasks and more, by the service for chat or a large model here. Each one costs like a question.</source>
   <translation>Titel, Beschlüsse, Aufgaben und mehr, vom Dienst für Chat oder einem großen Modell hier. Jede kostet wie eine Frage.</translation>
  </message>
  <message>
   <source>Title, key points, decisions, tasks, open questions, chapters and tags; each point with the lines that it came from. It's kept with the conversation. The words go to the language model that the settings choose; with --engine local they stay on this device.</source>
   <translation>Titel, Kernpunkte, Beschlüsse, Aufgaben, offene Fragen, Kapitel und Schlagwörter; jeder Punkt mit den Zeilen, aus denen er stammt. Aufbewahrt wird das beim Gespräch. Die Worte gehen an das Sprachmodell, das die Einstellungen bestimmen; mit --engine local bleiben sie auf diesem Gerät.</translation>
  </message>
  <message>
   <source>To end hands-free, say</source>
   <translation>Zum Beenden sagen</translation>
  </message>
  <message>
   <source>To use it: voiceapp models use {name}</source>
   <translation>So wird es verwendet: voiceapp models use {name}</translation>
  </message>
  <message>
   <source>Today's budget is spent. This device answers until midnight, or raise the budget.</source>
   <translation>Das Budget für heute ist aufgebraucht. Bis Mitternacht antwortet dieses Gerät, oder Sie erhöhen das Budget.</translation>
  </message>
  <message>
   <source>Together</source>
   <translation>Zusammen</translation>
  </message>
  <message>
   <source>Together, in {days} days: {cost}</source>
   <translation>Zusammen, in {days} Tagen: {cost}</translation>
  </message>
  <message>
   <source>Token</source>
   <translation>Token</translation>
  </message>
  <message>
   <source>Token weights</source>
   <translation>Gewichte von Token</translation>
  </message>
  <message>
   <source>Tokens that are added at most. Ask again for more.</source>
   <translation>So viele Token kommen höchstens hinzu. Für mehr noch einmal bitten.</translation>
  </message>
  <message>
   <source>Too many requests right now. Try again in a moment.</source>
   <translation>Gerade gibt es zu viele Anfragen. Versuchen Sie es gleich noch einmal.</translation>
  </message>
  <message>
   <source>Too many requests right now. Trying again soon.</source>
   <translation>Gerade gibt es zu viele Anfragen. voiceapp versucht es bald noch einmal.</translation>
  </message>
  <message>
   <source>Too much waits for its translation. The recording is in the history.</source>
   <translation>Zu viel wartet auf die Übersetzung. Die Aufnahme ist im Verlauf.</translation>
  </message>
  <message>
   <source>Too short to interrupt the reply. Ask again to have it answered.</source>
   <translation>Zu kurz, um die Antwort zu unterbrechen. Fragen Sie erneut, wenn Sie eine Antwort möchten.</translation>
  </message>
  <message>
   <source>Tool: {name}</source>
   <translation>Werkzeug: {name}</translation>
  </message>
  <message>
   <source>Tools</source>
   <translation>Werkzeuge</translation>
  </message>
  <message>
   <source>Tools and hard questions</source>
   <translation>Werkzeuge und schwere Fragen</translation>
  </message>
  <message>
   <source>Top-p</source>
   <translation>Top-p</translation>
  </message>
  <message>
   <source>Transcribe files</source>
   <translation>Dateien transkribieren</translation>
  </message>
  <message>
   <source>Transcribed by</source>
   <translation>Spracherkennung</translation>
  </message>
  <message>
   <source>Transcribed files, too</source>
   <translation>Auch transkribierte Dateien</translation>
  </message>
  <message>
   <source>Transcribes what you say, alongside the model that hears it. Empty: chosen for you.</source>
   <translation>Transkribiert, was Sie sagen, neben dem Modell, das es hört. Leer: automatisch gewählt.</translation>
  </message>
  <message>
   <source>Transcript</source>
   <translation>Mitschrift</translation>
  </message>
  <message>
   <source>Transcription</source>
   <translation>Transkript</translation>
  </message>
  <message>
   <source>Transcription model</source>
   <translation>Modell zum Transkribieren</translation>
  </message>
  <message>
   <source>Translation</source>
   <translation>Übersetzung</translation>
  </message>
  <message>
   <source>Translation needs a server or your own language model. Enter a key or an address.</source>
   <translation>Zum Übersetzen braucht es einen Server oder ein eigenes Sprachmodell. Geben Sie einen Schlüssel oder eine Adresse ein.</translation>
  </message>
  <message>
   <source>Translation sessions, also of a server of your own</source>
   <translation>Übersetzungssitzungen, auch eines eigenen Servers</translation>
  </message>
  <message>
   <source>Translation sessions, where there's a key for them</source>
   <translation>Übersetzungssitzungen, wo es einen Schlüssel dafür gibt</translation>
  </message>
  <message>
   <source>Transparent</source>
   <translation>Durchsichtig</translation>
  </message>
  <message>
   <source>Turkish</source>
   <translation>Türkisch</translation>
  </message>
  <message>
   <source>Two-letter codes of what is spoken in your files. Empty: as in conversations.</source>
   <translation>Zwei-Buchstaben-Codes dessen, was in den Dateien gesprochen wird. Leer: wie in Gesprächen.</translation>
  </message>
  <message>
   <source>Two-letter codes, most used first. Empty: as in conversations.</source>
   <translation>Kürzel aus zwei Buchstaben, das häufigste zuerst. Leer: wie in Gesprächen.</translation>
  </message>
  <message>
   <source>Two-letter codes, most used first. The language is detected among them. Empty: any.</source>
   <translation>Kürzel aus zwei Buchstaben, das häufigste zuerst. Die gesprochene Sprache wird darunter erkannt. Leer: alle.</translation>
  </message>
  <message>
   <source>Type a message</source>
   <translation>Nachricht schreiben</translation>
  </message>
  <message>
   <source>Type below until you plug one in</source>
   <translation>Schreiben Sie unten, bis eines angeschlossen ist</translation>
  </message>
  <message>
   <source>Type your question below</source>
   <translation>Schreiben Sie Ihre Frage unten</translation>
  </message>
  <message>
   <source>Typed</source>
   <translation>Tippen</translation>
  </message>
  <message>
   <source>USD</source>
   <translation>USD</translation>
  </message>
  <message>
   <source>Ukrainian</source>
   <translation>Ukrainisch</translation>
  </message>
  <message>
   <source>Understands "bullet point" and "numbered list", then "next point". Needs spoken commands.</source>
   <translation>Versteht „Spiegelstrich“ und „nummerierte Liste“, dann „nächster Punkt“. Braucht gesprochene Befehle.</translation>
  </message>
  <message>
   <source>Understands "new line", "scratch that", "comma", and so on.</source>
   <translation>Versteht „neue Zeile“, „streich das“, „Komma“ und so weiter.</translation>
  </message>
  <message>
   <source>Understands "spell that: M, E, Y, E, R", and the NATO alphabet.</source>
   <translation>Versteht „buchstabiere: M, E, Y, E, R“ und die Buchstabiertafel („Anton“, „Berta“).</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Undo the last dictation</source>
   <translation>Letztes Diktat rückgängig machen</translation>
  </message>
  <message>
   <source>Unmute to interrupt</source>
   <translation>Mikrofon einschalten, um zu unterbrechen</translation>
  </message>
  <message>
   <source>Until it's fixed, the strictest value applies: {settings}.</source>
   <translation>Bis das behoben ist, gilt der strengste Wert: {settings}.</translation>
  </message>
  <message>
   <source>Until the next words</source>
   <translation>Bis zu den nächsten Worten</translation>
  </message>
  <message>
   <source>Until then, a small model on this device answers.</source>
   <translation>Bis dahin antwortet ein kleines Modell auf diesem Gerät.</translation>
  </message>
  <message>
   <source>Until then, press the talk button.</source>
   <translation>Bis dahin drücken Sie den Gesprächsknopf.</translation>
  </message>
  <message>
   <source>Until then, the models on this device answer.</source>
   <translation>Bis dahin antworten die Modelle auf diesem Gerät.</translation>
  </message>
  <message>
   <source>Use the vocabulary</source>
   <translation>Wortschatz verwenden</translation>
  </message>
  <message>
   <source>Use {tool}?</source>
   <translation>„{tool}“ verwenden?</translation>
  </message>
  <message>
   <source>Used with “Your own instructions below”.</source>
   <translation>Gilt mit „Ihre eigenen Anweisungen unten“.</translation>
  </message>
  <message>
   <source>VOICE</source>
   <translation>STIMME</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>Wert</translation>
  </message>
  <message>
   <source>Very high</source>
   <translation>Sehr viel</translation>
  </message>
  <message>
   <source>Vocabulary</source>
   <translation>Wortschatz</translation>
  </message>
  <message>
   <source>Voice</source>
   <translation>Stimme</translation>
  </message>
  <message>
   <source>Voice detector</source>
   <translation>Stimmerkennung</translation>
  </message>
  <message>
   <source>Voice of a language</source>
   <translation>Stimme einer Sprache</translation>
  </message>
  <message>
   <source>Voices shorter than this count as noise.</source>
   <translation>Kürzere Laute gelten als Geräusch.</translation>
  </message>
  <message>
   <source>Volume</source>
   <translation>Lautstärke</translation>
  </message>
  <message>
   <source>Volume of the chimes</source>
   <translation>Lautstärke der Signaltöne</translation>
  </message>
  <message>
   <source>Volume · {percent} %</source>
   <translation>Lautstärke · {percent} %</translation>
  </message>
  <message>
   <source>WHAT</source>
   <translation>WAS</translation>
  </message>
  <message>
   <source>WORD</source>
   <translation>WORT</translation>
  </message>
  <message>
   <source>WORDS</source>
   <translation>WÖRTER</translation>
  </message>
  <message>
   <source>Waiting for you</source>
   <translation>Wartet auf Sie</translation>
  </message>
  <message>
   <source>Wake word</source>
   <translation>Weckwort</translation>
  </message>
  <message>
   <source>Wake word of the server</source>
   <translation>Weckwort des Servers</translation>
  </message>
  <message>
   <source>Warn at</source>
   <translation>Warnen bei</translation>
  </message>
  <message>
   <source>Warns you when this share of a limit is spent.</source>
   <translation>Warnt Sie, wenn dieser Anteil eines Limits ausgegeben ist.</translation>
  </message>
  <message>
   <source>Watched folders</source>
   <translation>Beobachtete Ordner</translation>
  </message>
  <message>
   <source>We couldn't understand that. Say it again, or play it.</source>
   <translation>Das war nicht zu verstehen. Sagen Sie es noch einmal, oder hören Sie es an.</translation>
  </message>
  <message>
   <source>We didn't hear you. Hold the key while you speak, or check the microphone.</source>
   <translation>Wir haben Sie nicht gehört. Halten Sie die Taste, während Sie sprechen, oder prüfen Sie das Mikrofon.</translation>
  </message>
  <message>
   <source>We didn't hear you. Hold the key while you speak.</source>
   <translation>Wir haben Sie nicht gehört. Halten Sie die Taste, während Sie sprechen.</translation>
  </message>
  <message>
   <source>Web page</source>
   <translation>Webseite</translation>
  </message>
  <message>
   <source>WebRTC (light)</source>
   <translation>WebRTC (sparsam)</translation>
  </message>
  <message>
   <source>Weight</source>
   <translation>Schriftstärke</translation>
  </message>
  <message>
   <source>What belongs together when you dictate: language, vocabulary, cleanup, and how text is inserted.</source>
   <translation>Was beim Diktieren zusammengehört: Sprache, Wortschatz, Aufräumen und die Art des Einfügens.</translation>
  </message>
  <message>
   <source>What both of you say goes to {ears} as sound, to {chat} as text.</source>
   <translation>Was beide sagen, geht als Ton an {ears} und als Text an {chat}.</translation>
  </message>
  <message>
   <source>What both of you say goes to {whom}, as sound.</source>
   <translation>Was beide sagen, geht als Ton an {whom}.</translation>
  </message>
  <message>
   <source>What both of you say goes to {whom}, as text; your voices stay here.</source>
   <translation>Was beide sagen, geht als Text an {whom}; die Stimmen bleiben hier.</translation>
  </message>
  <message>
   <source>What can leave this device</source>
   <translation>Was dieses Gerät verlassen darf</translation>
  </message>
  <message>
   <source>What counts</source>
   <translation>Was zählt</translation>
  </message>
  <message>
   <source>What each profile may give to the models, as profile:kind. Remove an entry to be asked again.</source>
   <translation>Was jedes Profil den Modellen mitgeben darf, als Profil:Art. Ein entfernter Eintrag wird neu erfragt.</translation>
  </message>
  <message>
   <source>What else can be written about a conversation or a recording, by name. Yours stand beside those that came along.</source>
   <translation>Was sonst über ein Gespräch oder eine Aufnahme geschrieben werden kann, nach Namen. Eigene stehen neben den mitgelieferten.</translation>
  </message>
  <message>
   <source>What happens to the microphone when you close the window and voiceapp stays in the tray.</source>
   <translation>Was mit dem Mikrofon geschieht, wenn Sie das Fenster schließen und voiceapp im Infobereich bleibt.</translation>
  </message>
  <message>
   <source>What hears the wake word doesn't come for this system. Press the talk button instead.</source>
   <translation>Was das Weckwort hört, gibt es für dieses System nicht. Drücken Sie stattdessen den Gesprächsknopf.</translation>
  </message>
  <message>
   <source>What hears the wake word isn't installed. Run {command}, or press the talk button instead.</source>
   <translation>Was das Weckwort hört, ist nicht installiert. Führen Sie {command} aus, oder drücken Sie stattdessen den Gesprächsknopf.</translation>
  </message>
  <message>
   <source>What is remembered can't be ticked off.</source>
   <translation>Gemerktes lässt sich nicht abhaken.</translation>
  </message>
  <message>
   <source>What is remembered goes along with each conversation to the service that answers. Off: only to models on this device.</source>
   <translation>Gemerktes geht mit jedem Gespräch an den Dienst, der antwortet. Aus: nur an Modelle auf diesem Gerät.</translation>
  </message>
  <message>
   <source>What is said couldn't be checked. Save a report for the developers.</source>
   <translation>Das Gesagte ließ sich nicht prüfen. Speichern Sie einen Bericht für die Entwickler.</translation>
  </message>
  <message>
   <source>What isn't used is let go after a minute.</source>
   <translation>Was nicht gebraucht wird, wird nach einer Minute freigegeben.</translation>
  </message>
  <message>
   <source>What isn't used is let go after {minutes} minutes.</source>
   <translation>Was nicht gebraucht wird, wird nach {minutes} Minuten freigegeben.</translation>
  </message>
  <message>
   <source>What pictures shall show goes to {whom}.</source>
   <translation>Was Bilder zeigen sollen, geht an {whom}.</translation>
  </message>
  <message>
   <source>What the assistant remembers</source>
   <translation>Was der Assistent sich gemerkt hat</translation>
  </message>
  <message>
   <source>What the assistant should know and follow in every conversation.</source>
   <translation>Was der Assistent in jedem Gespräch wissen und beachten soll.</translation>
  </message>
  <message>
   <source>What the service objects to</source>
   <translation>Was der Dienst beanstandet</translation>
  </message>
  <message>
   <source>What you dictate, as it's recognized. Nothing for password fields.</source>
   <translation>Was diktiert wird, wie es erkannt wird. Nichts für Passwortfelder.</translation>
  </message>
  <message>
   <source>What you say is saved and sent later</source>
   <translation>Was Sie sagen, wird gespeichert und später gesendet</translation>
  </message>
  <message>
   <source>What you write is saved and sent later</source>
   <translation>Was Sie schreiben, wird gespeichert und später gesendet</translation>
  </message>
  <message>
   <source>What your corrections in Activity taught. Above 0, a voice must be clearer to stop a reply; 0 forgets it.</source>
   <translation>Was Ihre Korrekturen unter „Aktivität“ gelehrt haben. Über 0 muss eine Stimme deutlicher sein; 0 vergisst es.</translation>
  </message>
  <message>
   <source>What's heard, and what's written instead.</source>
   <translation>Was gehört wird und was stattdessen geschrieben wird.</translation>
  </message>
  <message>
   <source>Whatever comes near that, for children</source>
   <translation>Auch was dem nahekommt, für Kinder</translation>
  </message>
  <message>
   <source>When a conversation is deleted, its files go as well. Files that you changed stay.</source>
   <translation>Mit einem Gespräch werden auch seine Dateien gelöscht. Von Hand geänderte bleiben.</translation>
  </message>
  <message>
   <source>When a voice interrupts</source>
   <translation>Wann eine Stimme unterbricht</translation>
  </message>
  <message>
   <source>When it can't be checked</source>
   <translation>Wenn sich nichts prüfen lässt</translation>
  </message>
  <message>
   <source>When translated</source>
   <translation>Bei Übersetzung</translation>
  </message>
  <message>
   <source>When you close the window, voiceapp stays in the system tray (if there is one).</source>
   <translation>Wenn Sie das Fenster schließen, bleibt voiceapp im Infobereich (falls es einen gibt).</translation>
  </message>
  <message>
   <source>When you close while voiceapp listens</source>
   <translation>Beim Schließen, während voiceapp zuhört</translation>
  </message>
  <message>
   <source>When you've almost certainly finished (OpenAI, Azure)</source>
   <translation>Wenn Sie fast sicher fertig sind (OpenAI, Azure)</translation>
  </message>
  <message>
   <source>Where answers come from.</source>
   <translation>Woher Antworten kommen.</translation>
  </message>
  <message>
   <source>Where dictated speech becomes text.</source>
   <translation>Wo aus Diktiertem Text wird.</translation>
  </message>
  <message>
   <source>Where speech becomes text.</source>
   <translation>Wo aus Sprache Text wird.</translation>
  </message>
  <message>
   <source>Where text becomes speech.</source>
   <translation>Wo aus Text Sprache wird.</translation>
  </message>
  <message>
   <source>Which API is used.</source>
   <translation>Welche API verwendet wird.</translation>
  </message>
  <message>
   <source>Which engine answers. If the first can't, the next one does.</source>
   <translation>Welcher Antwortweg antwortet. Kann der erste nicht, antwortet der nächste.</translation>
  </message>
  <message>
   <source>Which of the two languages are shown.</source>
   <translation>Welche der beiden Sprachen gezeigt werden.</translation>
  </message>
  <message>
   <source>While a meeting is recorded</source>
   <translation>Während eine Besprechung aufgenommen wird</translation>
  </message>
  <message>
   <source>While captions are on</source>
   <translation>Solange Untertitel an sind</translation>
  </message>
  <message>
   <source>While interpreting</source>
   <translation>Beim Dolmetschen</translation>
  </message>
  <message>
   <source>While this device is plugged in</source>
   <translation>Solange dieses Gerät am Strom hängt</translation>
  </message>
  <message>
   <source>While typing a message</source>
   <translation>Beim Schreiben einer Nachricht</translation>
  </message>
  <message>
   <source>White on black</source>
   <translation>Weiß auf Schwarz</translation>
  </message>
  <message>
   <source>White on blue</source>
   <translation>Weiß auf Blau</translation>
  </message>
  <message>
   <source>Who answers them. As in Engines: the messages that fit a question go to the model for chat.</source>
   <translation>Wer sie beantwortet. Wie bei den Antwortwegen: Die Nachrichten, die zur Frage passen, gehen an das Sprachmodell.</translation>
  </message>
  <message>
   <source>Who decides that you've finished speaking. If this device does, silence isn't sent.</source>
   <translation>Wer entscheidet, dass Sie fertig gesprochen haben. Entscheidet dieses Gerät, wird Stille nicht gesendet.</translation>
  </message>
  <message>
   <source>Who ends your turn</source>
   <translation>Wer erkennt, dass Sie fertig sind</translation>
  </message>
  <message>
   <source>Who spoke</source>
   <translation>Wer sprach</translation>
  </message>
  <message>
   <source>Whoever turns sound files into text.</source>
   <translation>Wer Tondateien in Text verwandelt.</translation>
  </message>
  <message>
   <source>Why is the sky blue? “{answer}” ({seconds} s)</source>
   <translation>Warum ist der Himmel blau? „{answer}“ ({seconds} s)</translation>
  </message>
  <message>
   <source>Windows blocked the text. Programs run as administrator don't accept any.</source>
   <translation>Windows hat den Text blockiert. Programme, die als Administrator laufen, nehmen keinen an.</translation>
  </message>
  <message>
   <source>Windows has no key {key} for all programs. Choose another one in Settings.</source>
   <translation>Windows hat keine Taste {key} für alle Programme. Wählen Sie in den Einstellungen eine andere.</translation>
  </message>
  <message>
   <source>With the same number, the same question gets the same answer, as far as the server can.</source>
   <translation>Mit derselben Zahl bekommt dieselbe Frage dieselbe Antwort, soweit der Server das kann.</translation>
  </message>
  <message>
   <source>With {date}, {time}, {title}, {kind}, {year}, {month}, {day} or {id}. A slash makes folders.</source>
   <translation>Mit {date}, {time}, {title}, {kind}, {year}, {month}, {day} oder {id}. Ein Schrägstrich macht Ordner.</translation>
  </message>
  <message>
   <source>Without options it lists the lines of a conversation that have a recording, and what others heard in them, with the difference word by word: [-gone-] [+new+].</source>
   <translation>Ohne Optionen nennt es die Zeilen eines Gesprächs, die eine Aufnahme haben, und was andere darin hörten, Wort für Wort verglichen: [-weg-] [+neu+].</translation>
  </message>
  <message>
   <source>Word</source>
   <translation>Wort</translation>
  </message>
  <message>
   <source>Word document</source>
   <translation>Word-Dokument</translation>
  </message>
  <message>
   <source>Words are chosen from the likeliest, which together are this likely.</source>
   <translation>Gewählt wird aus den wahrscheinlichsten Wörtern, die zusammen so wahrscheinlich sind.</translation>
  </message>
  <message>
   <source>Words waiting</source>
   <translation>Worte warten</translation>
  </message>
  <message>
   <source>Words while you speak</source>
   <translation>Worte beim Sprechen</translation>
  </message>
  <message>
   <source>Work out {expression}?</source>
   <translation>{expression} ausrechnen?</translation>
  </message>
  <message>
   <source>Worked out · {expression} = {result}</source>
   <translation>Ausgerechnet · {expression} = {result}</translation>
  </message>
  <message>
   <source>Works in every program. Empty: none. You can bind `voiceapp dictate --toggle` in your desktop instead.</source>
   <translation>Funktioniert in jedem Programm. Leer: keine. Sie können stattdessen `voiceapp dictate --toggle` im Desktop auf eine Taste legen.</translation>
  </message>
  <message>
   <source>Write a menu entry with its icon, manual pages and completions for bash, zsh and fish into your own folders, and let the shell find the command.</source>
   <translation>Schreibt einen Menüeintrag mit Symbol, Handbuchseiten und Vervollständigungen für bash, zsh und fish in Ihre eigenen Ordner und lässt die Shell den Befehl finden.</translation>
  </message>
  <message>
   <source>Write clipboard</source>
   <translation>In die Zwischenablage schreiben</translation>
  </message>
  <message>
   <source>Writes "March third" as March 3, and "at three thirty" as at 3:30.</source>
   <translation>Schreibt „am dritten März“ als am 3. März und „fünfzehn Uhr dreißig“ als 15:30 Uhr.</translation>
  </message>
  <message>
   <source>Writes "anna dot b at example dot com" as anna.b@example.com.</source>
   <translation>Schreibt „anna punkt b at beispiel punkt de“ als anna.b@beispiel.de.</translation>
  </message>
  <message>
   <source>Writes "twenty-five" as 25 and "the twenty-first" as the 21st. Small numbers stay words.</source>
   <translation>Schreibt „fünfundzwanzig“ als 25 und „der einundzwanzigste“ als der 21. Kleine Zahlen bleiben Wörter.</translation>
  </message>
  <message>
   <source>Writes "two dollars fifty" as $2.50, and "five percent" as 5%.</source>
   <translation>Schreibt „zwei Euro fünfzig“ als 2,50 € und „fünf Prozent“ als 5 %.</translation>
  </message>
  <message>
   <source>Writes "two thirds" as 2/3.</source>
   <translation>Schreibt „zwei Drittel“ als 2/3.</translation>
  </message>
  <message>
   <source>Writes what you say to standard output until Ctrl+C. With one of the options it tells the running app instead, which puts the words into the program that has the keyboard.</source>
   <translation>Schreibt auf die Standardausgabe, was Sie sagen, bis Strg+C. Mit einer der Optionen übernimmt es das laufende voiceapp, das die Worte in das Programm setzt, das die Tastatur hat.</translation>
  </message>
  <message>
   <source>Writing it down…</source>
   <translation>Wird transkribiert …</translation>
  </message>
  <message>
   <source>Written</source>
   <translation>Geschrieben</translation>
  </message>
  <message>
   <source>Written only</source>
   <translation>Nur geschrieben</translation>
  </message>
  <message>
   <source>YOU,ASSISTANT</source>
   <translation>SIE,ASSISTENT</translation>
  </message>
  <message>
   <source>Yellow on black</source>
   <translation>Gelb auf Schwarz</translation>
  </message>
  <message>
   <source>You</source>
   <translation>Sie</translation>
  </message>
  <message>
   <source>You can speak already</source>
   <translation>Sie können schon sprechen</translation>
  </message>
  <message>
   <source>You changed “{name}”. It stays as it is, and the newest version is saved beside it.</source>
   <translation>„{name}“ wurde von Hand geändert. Die Datei bleibt, wie sie ist; die neueste Fassung liegt daneben.</translation>
  </message>
  <message>
   <source>You deleted this before it was answered.</source>
   <translation>Sie haben dies gelöscht, bevor es beantwortet war.</translation>
  </message>
  <message>
   <source>You gave no key, so nothing changed.</source>
   <translation>Es kam kein Schlüssel, daher bleibt alles, wie es war.</translation>
  </message>
  <message>
   <source>You haven't uploaded any conversations. Choose some in the history, and upload them from its menu.</source>
   <translation>Sie haben keine Gespräche hochgeladen. Wählen Sie welche im Verlauf, und laden Sie sie über sein Menü hoch.</translation>
  </message>
  <message>
   <source>You kept talking, so this wasn't answered. Ask again if you want an answer.</source>
   <translation>Sie haben weitergesprochen, deshalb gab es keine Antwort. Fragen Sie noch einmal, wenn Sie eine möchten.</translation>
  </message>
  <message>
   <source>You stopped this.</source>
   <translation>Sie haben das abgebrochen.</translation>
  </message>
  <message>
   <source>You typed or clicked since, so the inserted text can't be undone.</source>
   <translation>Sie haben inzwischen getippt oder geklickt, deshalb lässt sich das Einfügen nicht rückgängig machen.</translation>
  </message>
  <message>
   <source>You weren't signed in ({why}).</source>
   <translation>Die Anmeldung ist gescheitert ({why}).</translation>
  </message>
  <message>
   <source>You're off the record, so nothing is kept. Say “back on the record” first.</source>
   <translation>Gerade wird nichts festgehalten. Erst „Wieder offiziell“ sagen.</translation>
  </message>
  <message>
   <source>You, with a key</source>
   <translation>Sie, mit einer Taste</translation>
  </message>
  <message>
   <source>Your chat model</source>
   <translation>Das eigene Chat-Modell</translation>
  </message>
  <message>
   <source>Your computer's clock jumped ahead by {days} days, so nothing is deleted for its age now. Set the clock. If it's right, deleting resumes in a week.</source>
   <translation>Die Uhr dieses Computers ist um {days} Tage vorgesprungen, deshalb wird vorerst nichts wegen seines Alters gelöscht. Stellen Sie die Uhr. Geht sie richtig, wird in einer Woche wieder gelöscht.</translation>
  </message>
  <message>
   <source>Your folder</source>
   <translation>Eigener Ordner</translation>
  </message>
  <message>
   <source>Your history can't be read. Try again.</source>
   <translation>Ihr Verlauf lässt sich nicht lesen. Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Your message goes out once connected</source>
   <translation>Ihre Nachricht wird gesendet, sobald die Verbindung steht</translation>
  </message>
  <message>
   <source>Your own count is {usd} higher. {why}</source>
   <translation>Die eigene Zählung liegt um {usd} höher. {why}</translation>
  </message>
  <message>
   <source>Your own instructions</source>
   <translation>Ihre eigenen Anweisungen</translation>
  </message>
  <message>
   <source>Your own instructions below</source>
   <translation>Nach Ihren eigenen Anweisungen</translation>
  </message>
  <message>
   <source>Your own instructions for the language model, by name. Profiles choose among them.</source>
   <translation>Eigene Anweisungen an das Sprachmodell, mit Namen. Profile wählen daraus.</translation>
  </message>
  <message>
   <source>Your own wake word</source>
   <translation>Ihr eigenes Weckwort</translation>
  </message>
  <message>
   <source>Your own, from a file</source>
   <translation>Ein eigenes, aus einer Datei</translation>
  </message>
  <message>
   <source>Your privacy setting changed, so another engine takes over.</source>
   <translation>Ihre Datenschutz-Einstellung hat sich geändert, deshalb übernimmt ein anderer Antwortweg.</translation>
  </message>
  <message>
   <source>Your profiles</source>
   <translation>Eigene Profile</translation>
  </message>
  <message>
   <source>Your system's proxy doesn't reach the service. Check it in the system settings.</source>
   <translation>Der Proxy Ihres Systems erreicht den Dienst nicht. Prüfen Sie ihn in den Systemeinstellungen.</translation>
  </message>
  <message>
   <source>Your system's proxy is of a kind that can't be used ({scheme}). Choose an HTTP or SOCKS 5 proxy in the system's settings.</source>
   <translation>Der Proxy Ihres Systems ist von einer Art, die sich nicht verwenden lässt ({scheme}). Wählen Sie in den Systemeinstellungen einen HTTP- oder SOCKS-5-Proxy.</translation>
  </message>
  <message>
   <source>Your turn</source>
   <translation>Sie sind dran</translation>
  </message>
  <message>
   <source>Your voice goes to {ears}, your words to {chat}.</source>
   <translation>Ihre Stimme geht an {ears}, Ihre Worte an {chat}.</translation>
  </message>
  <message>
   <source>Your voice goes to {whom}.</source>
   <translation>Ihre Stimme geht an {whom}.</translation>
  </message>
  <message>
   <source>Your voice may not leave this device, so this wasn't sent. You can allow it in Settings, {page}.</source>
   <translation>Ihre Stimme darf dieses Gerät nicht verlassen, deshalb wurde nichts gesendet. Sie können es in den Einstellungen unter „{page}“ erlauben.</translation>
  </message>
  <message>
   <source>Your wake word isn't where the settings say. Choose its file there.</source>
   <translation>Ihr Weckwort ist nicht da, wo die Einstellungen sagen. Wählen Sie seine Datei dort.</translation>
  </message>
  <message>
   <source>Your words are inserted as spoken.</source>
   <translation>Der Text wird eingefügt, wie er gesprochen wurde.</translation>
  </message>
  <message>
   <source>Your words couldn't be transcribed. Try again.</source>
   <translation>Ihre Worte ließen sich nicht transkribieren. Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Your words go into the text, not to the assistant</source>
   <translation>Ihre Worte gehen in den Text, nicht an den Assistenten</translation>
  </message>
  <message>
   <source>Your words go to {whom}.</source>
   <translation>Ihre Worte gehen an {whom}.</translation>
  </message>
  <message>
   <source>Your words go to {whom}; your voice stays here.</source>
   <translation>Ihre Worte gehen an {whom}; Ihre Stimme bleibt hier.</translation>
  </message>
  <message>
   <source>Your words, and the reply's as they're spoken.</source>
   <translation>Das Gesagte und die Antwort, während sie gesprochen wird.</translation>
  </message>
  <message>
   <source>ZONE</source>
   <translation>ZEITZONE</translation>
  </message>
  <message>
   <source>Zero can't be converted into that.</source>
   <translation>Null lässt sich nicht dorthin umrechnen.</translation>
  </message>
  <message>
   <source>`make run` installs what is missing.</source>
   <translation>`make run` installiert, was fehlt.</translation>
  </message>
  <message>
   <source>`voiceapp control captions` needs one of these: {words}.</source>
   <translation>`voiceapp control captions` braucht eines davon: {words}.</translation>
  </message>
  <message>
   <source>`voiceapp control dictate` needs one of these: {words}.</source>
   <translation>Zu `voiceapp control dictate` gehört eins von diesen: {words}.</translation>
  </message>
  <message>
   <source>`voiceapp models install` brings all of them; `languages` after it, a recogniser for more.</source>
   <translation>`voiceapp models install` bringt alle; mit `languages` dahinter auch eine Spracherkennung für mehr Sprachen.</translation>
  </message>
  <message>
   <source>a .wav or .flac file instead of the speaker</source>
   <translation>eine .wav- oder .flac-Datei statt des Lautsprechers</translation>
  </message>
  <message>
   <source>a Wyoming server only transcribes and speaks, so its address belongs to one of these.</source>
   <translation>ein Wyoming-Server erkennt nur Sprache und spricht, deshalb gehört seine Adresse dorthin.</translation>
  </message>
  <message>
   <source>a Wyoming server's address begins with tcp:// or unix://.</source>
   <translation>die Adresse eines Wyoming-Servers beginnt mit tcp:// oder unix://.</translation>
  </message>
  <message>
   <source>a code such as "en" or "de"</source>
   <translation>ein Kürzel wie „en“ oder „de“</translation>
  </message>
  <message>
   <source>a command is one line: a program with what it's given.</source>
   <translation>ein Befehl ist eine Zeile: ein Programm mit seinen Angaben.</translation>
  </message>
  <message>
   <source>a conversation's name, or the beginning of it; see `voiceapp history`</source>
   <translation>der Name eines Gesprächs oder dessen Anfang; siehe `voiceapp history`</translation>
  </message>
  <message>
   <source>a conversation's name, or the beginning of it; without one, the newest</source>
   <translation>der Name eines Gesprächs oder dessen Anfang; ohne ihn das neueste</translation>
  </message>
  <message>
   <source>a file</source>
   <translation>eine Datei</translation>
  </message>
  <message>
   <source>a file, a folder for one file per conversation, or - for standard output</source>
   <translation>eine Datei, ein Ordner für eine Datei je Gespräch, oder - für die Standardausgabe</translation>
  </message>
  <message>
   <source>a file, an address, default, or what a voice is to say</source>
   <translation>eine Datei, eine Adresse, default, oder was eine Stimme sagen soll</translation>
  </message>
  <message>
   <source>a folder</source>
   <translation>ein Ordner</translation>
  </message>
  <message>
   <source>a folder for one file per recording; without it, standard output</source>
   <translation>ein Ordner für eine Datei je Aufnahme; sonst die Standardausgabe</translation>
  </message>
  <message>
   <source>a key is heard in every program, going down and coming up</source>
   <translation>eine Taste wird in jedem Programm gehört, beim Drücken und beim Loslassen</translation>
  </message>
  <message>
   <source>a key is missing after the last +.</source>
   <translation>Nach dem letzten + fehlt eine Taste.</translation>
  </message>
  <message>
   <source>a key such as Ctrl+Alt+Shift+Space</source>
   <translation>eine Taste wie Ctrl+Alt+Shift+Space</translation>
  </message>
  <message>
   <source>a key such as Ctrl+Alt+Space</source>
   <translation>eine Taste wie Ctrl+Alt+Space</translation>
  </message>
  <message>
   <source>a key such as Ctrl+Alt+Z</source>
   <translation>eine Taste wie Ctrl+Alt+Z</translation>
  </message>
  <message>
   <source>a key such as Ctrl+M</source>
   <translation>eine Taste wie Ctrl+M</translation>
  </message>
  <message>
   <source>a key that was pressed wasn't heard</source>
   <translation>eine gedrückte Taste wurde nicht gehört</translation>
  </message>
  <message>
   <source>a list of folders</source>
   <translation>eine Liste von Ordnern</translation>
  </message>
  <message>
   <source>a list of language codes such as "en"</source>
   <translation>eine Liste von Sprachkürzeln wie „en“</translation>
  </message>
  <message>
   <source>a list of names and terms</source>
   <translation>eine Liste von Namen und Begriffen</translation>
  </message>
  <message>
   <source>a list of phrases</source>
   <translation>eine Liste von Sätzen</translation>
  </message>
  <message>
   <source>a list of profiles, which `voiceapp profiles import` reads from a file</source>
   <translation>eine Liste von Profilen, die `voiceapp profiles import` aus einer Datei liest</translation>
  </message>
  <message>
   <source>a list of programs and words</source>
   <translation>eine Liste von Programmen und Wörtern</translation>
  </message>
  <message>
   <source>a list of words</source>
   <translation>eine Liste von Wörtern</translation>
  </message>
  <message>
   <source>a list such as mail:title</source>
   <translation>eine Liste wie mail:title</translation>
  </message>
  <message>
   <source>a list with at least one of {choices}, each once</source>
   <translation>eine Liste mit mindestens einem Wort aus {choices}, jedes nur einmal</translation>
  </message>
  <message>
   <source>a microphone's name, as `voiceapp devices` shows it</source>
   <translation>der Name eines Mikrofons, wie `voiceapp devices` ihn zeigt</translation>
  </message>
  <message>
   <source>a model on this device hears whether you've finished</source>
   <translation>ein Modell auf diesem Gerät hört, ob Sie fertig sind</translation>
  </message>
  <message>
   <source>a number from 1 to {most}</source>
   <translation>eine Zahl von 1 bis {most}</translation>
  </message>
  <message>
   <source>a number from {low} to {high}</source>
   <translation>eine Zahl von {low} bis {high}</translation>
  </message>
  <message>
   <source>a path that ends in .vtt, .srt or .txt</source>
   <translation>ein Pfad, der auf .vtt, .srt oder .txt endet</translation>
  </message>
  <message>
   <source>a pattern such as {pattern}</source>
   <translation>ein Muster wie {pattern}</translation>
  </message>
  <message>
   <source>a picture that can't be shown</source>
   <translation>ein Bild, das nicht gezeigt werden kann</translation>
  </message>
  <message>
   <source>a program of this computer</source>
   <translation>ein Programm dieses Computers</translation>
  </message>
  <message>
   <source>a quotation mark in the command isn't closed.</source>
   <translation>ein Anführungszeichen im Befehl ist nicht geschlossen.</translation>
  </message>
  <message>
   <source>a report, as `voiceapp report --list` lists them</source>
   <translation>ein Bericht, wie `voiceapp report --list` sie auflistet</translation>
  </message>
  <message>
   <source>a server elsewhere</source>
   <translation>ein Server anderswo</translation>
  </message>
  <message>
   <source>a short name in small letters</source>
   <translation>ein kurzer Name in Kleinbuchstaben</translation>
  </message>
  <message>
   <source>a speaker's name, as `voiceapp devices` shows it</source>
   <translation>der Name eines Lautsprechers, wie `voiceapp devices` ihn zeigt</translation>
  </message>
  <message>
   <source>a text</source>
   <translation>ein Text</translation>
  </message>
  <message>
   <source>a voice of `voiceapp models`, a Piper file, or one of the service</source>
   <translation>eine Stimme aus `voiceapp models`, eine Piper-Datei, oder eine des Dienstes</translation>
  </message>
  <message>
   <source>a weight is a number from -100 to 100.</source>
   <translation>ein Gewicht ist eine Zahl von -100 bis 100.</translation>
  </message>
  <message>
   <source>a whole number from {low} to {high}</source>
   <translation>eine ganze Zahl von {low} bis {high}</translation>
  </message>
  <message>
   <source>addresses with a command each</source>
   <translation>Adressen mit je einem Befehl</translation>
  </message>
  <message>
   <source>again repeat</source>
   <translation>nochmals wiederherstellen</translation>
  </message>
  <message>
   <source>allowed is {values}.</source>
   <translation>Erlaubt ist {values}.</translation>
  </message>
  <message>
   <source>also find what means nearly the same; best match first</source>
   <translation>findet auch, was fast dasselbe bedeutet; das Beste zuerst</translation>
  </message>
  <message>
   <source>ambiguous option: %(option)s could match %(matches)s</source>
   <translation>mehrdeutig: %(option)s kann %(matches)s sein</translation>
  </message>
  <message>
   <source>an address</source>
   <translation>eine Adresse</translation>
  </message>
  <message>
   <source>an admin key of the organization, which only the bill is asked for with</source>
   <translation>ein Admin-Schlüssel der Organisation, mit dem nur die Rechnung geholt wird</translation>
  </message>
  <message>
   <source>an export of voiceapp (JSON), ChatGPT's conversations.json or its ZIP file, the database of Buzz or OpenWhispr, or just that name; without it, what's found on this computer is listed</source>
   <translation>ein Export von voiceapp (JSON), die conversations.json von ChatGPT oder deren ZIP-Datei, die Datenbank von Buzz oder OpenWhispr, oder nur dieser Name; ohne Angabe wird aufgelistet, was auf diesem Computer gefunden wird</translation>
  </message>
  <message>
   <source>and a recogniser for many languages</source>
   <translation>und eine Spracherkennung für viele Sprachen</translation>
  </message>
  <message>
   <source>another one each time</source>
   <translation>jedes Mal ein anderer</translation>
  </message>
  <message>
   <source>answer from your history, and name the messages that the answer comes from</source>
   <translation>aus Ihrem Verlauf antworten und die Nachrichten nennen, aus denen die Antwort stammt</translation>
  </message>
  <message>
   <source>argument %(argument_name)s: %(message)s</source>
   <translation>%(argument_name)s: %(message)s</translation>
  </message>
  <message>
   <source>as it should be</source>
   <translation>wie es sein soll</translation>
  </message>
  <message>
   <source>ask once, in writing</source>
   <translation>stellt eine einzelne Frage, schriftlich</translation>
  </message>
  <message>
   <source>ask write composer</source>
   <translation>fragen tippen eingeben</translation>
  </message>
  <message>
   <source>asleep: say “{word}”, or type /wake</source>
   <translation>schläft: „{word}“ sagen, oder /wake tippen</translation>
  </message>
  <message>
   <source>asleep: type /wake</source>
   <translation>schläft: /wake tippen</translation>
  </message>
  <message>
   <source>assistant</source>
   <translation>Assistent</translation>
  </message>
  <message>
   <source>audio video recording meeting file open subtitles</source>
   <translation>Audio Video Aufnahme Besprechung Datei öffnen Untertitel</translation>
  </message>
  <message>
   <source>audio/speech</source>
   <translation>audio/speech</translation>
  </message>
  <message>
   <source>audio/transcriptions</source>
   <translation>audio/transcriptions</translation>
  </message>
  <message>
   <source>automatic</source>
   <translation>automatisch</translation>
  </message>
  <message>
   <source>back restore delete edit rename</source>
   <translation>zurück wiederherstellen gelöscht geändert umbenannt</translation>
  </message>
  <message>
   <source>begin</source>
   <translation>beginnt</translation>
  </message>
  <message>
   <source>begin a new conversation</source>
   <translation>beginnt ein neues Gespräch</translation>
  </message>
  <message>
   <source>begin to listen; stop ends it, toggle does what is not so</source>
   <translation>beginnt zuzuhören; stop beendet es, toggle wechselt</translation>
  </message>
  <message>
   <source>begin, or end what has begun</source>
   <translation>beginnt, oder beendet, was begonnen hat</translation>
  </message>
  <message>
   <source>begun</source>
   <translation>begonnen</translation>
  </message>
  <message>
   <source>bring back the words as dictated, or the cleaned-up ones again</source>
   <translation>holt die Worte zurück, wie sie diktiert wurden, oder wieder die aufgeräumten</translation>
  </message>
  <message>
   <source>bring back what isn't here; nothing is replaced</source>
   <translation>zurückholen, was fehlt; ersetzt wird nichts</translation>
  </message>
  <message>
   <source>bring back what the folder with saved conversations has and the history lacks</source>
   <translation>zurückholen, was der Ordner mit gespeicherten Gesprächen hat und dem Verlauf fehlt</translation>
  </message>
  <message>
   <source>bring the window to the front</source>
   <translation>holt das Fenster nach vorn</translation>
  </message>
  <message>
   <source>broken</source>
   <translation>beschädigt</translation>
  </message>
  <message>
   <source>call computer sound system audio loopback consent</source>
   <translation>Anruf Computerton Systemton Besprechung Meeting Einwilligung</translation>
  </message>
  <message>
   <source>change a setting, this time only</source>
   <translation>ändert eine Einstellung nur für dieses Mal</translation>
  </message>
  <message>
   <source>change the selected text: begin to say how, or end</source>
   <translation>ändert den markierten Text: Sie sagen, wie; noch einmal: beendet es</translation>
  </message>
  <message>
   <source>changed</source>
   <translation>geändert</translation>
  </message>
  <message>
   <source>chat begin talk</source>
   <translation>Chat beginnen reden</translation>
  </message>
  <message>
   <source>chat/completions</source>
   <translation>chat/completions</translation>
  </message>
  <message>
   <source>check everything the app needs, without showing secrets</source>
   <translation>prüft alles, was voiceapp braucht, ohne Geheimes zu zeigen</translation>
  </message>
  <message>
   <source>commands (voiceapp COMMAND --help tells more):</source>
   <translation>Befehle (mehr sagt voiceapp BEFEHL --help):</translation>
  </message>
  <message>
   <source>commands palette</source>
   <translation>Befehle Palette</translation>
  </message>
  <message>
   <source>connecting</source>
   <translation>verbindet</translation>
  </message>
  <message>
   <source>context is a list of {known}.</source>
   <translation>context ist eine Liste aus {known}.</translation>
  </message>
  <message>
   <source>conversation</source>
   <translation>Gespräch</translation>
  </message>
  <message>
   <source>copies what was fetched, for a machine without a network</source>
   <translation>kopiert das Geladene, für einen Computer ohne Netz</translation>
  </message>
  <message>
   <source>dB</source>
   <translation>dB</translation>
  </message>
  <message>
   <source>days</source>
   <translation>Tage</translation>
  </message>
  <message>
   <source>deaf</source>
   <translation>ohne Mikrofon</translation>
  </message>
  <message>
   <source>delete all of that again</source>
   <translation>all das wieder löschen</translation>
  </message>
  <message>
   <source>deletes what was fetched</source>
   <translation>löscht, was geladen wurde</translation>
  </message>
  <message>
   <source>display</source>
   <translation>Bildschirm</translation>
  </message>
  <message>
   <source>doesn't fit</source>
   <translation>zu groß</translation>
  </message>
  <message>
   <source>don't listen; type instead</source>
   <translation>hört nicht zu; Sie tippen stattdessen</translation>
  </message>
  <message>
   <source>don't suppress noise or adjust the level</source>
   <translation>unterdrückt kein Rauschen und regelt keinen Pegel</translation>
  </message>
  <message>
   <source>due {day}</source>
   <translation>fällig {day}</translation>
  </message>
  <message>
   <source>earlier conversations sidebar list</source>
   <translation>frühere Gespräche Seitenleiste Liste</translation>
  </message>
  <message>
   <source>ears is the recogniser, brain the language model, voice the voice.</source>
   <translation>ears ist die Spracherkennung, brain das Sprachmodell, voice die Stimme.</translation>
  </message>
  <message>
   <source>end, and insert nothing; the words stay in the history</source>
   <translation>beendet und fügt nichts ein; die Worte bleiben im Verlauf</translation>
  </message>
  <message>
   <source>end, and insert the words</source>
   <translation>beendet und fügt die Worte ein</translation>
  </message>
  <message>
   <source>exit close end app</source>
   <translation>beenden schließen Ende</translation>
  </message>
  <message>
   <source>expected %s argument</source>
   <translation>%s Wert fehlt</translation>
  </message>
  <message>
   <source>expected %s arguments</source>
   <translation>%s Werte sind nötig</translation>
  </message>
  <message>
   <source>expected at least one argument</source>
   <translation>mindestens ein Wert fehlt</translation>
  </message>
  <message>
   <source>expected at most one argument</source>
   <translation>höchstens ein Wert ist erlaubt</translation>
  </message>
  <message>
   <source>expected one argument</source>
   <translation>ein Wert fehlt</translation>
  </message>
  <message>
   <source>export conversations to files</source>
   <translation>exportiert Gespräche in Dateien</translation>
  </message>
  <message>
   <source>fail</source>
   <translation>Fehler</translation>
  </message>
  <message>
   <source>failed</source>
   <translation>fehlgeschlagen</translation>
  </message>
  <message>
   <source>file</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>file bring open ChatGPT</source>
   <translation>Datei einlesen öffnen ChatGPT</translation>
  </message>
  <message>
   <source>files audio video queue transcribe watched folder</source>
   <translation>Dateien Audio Video Warteschlange transkribieren beobachteter Ordner</translation>
  </message>
  <message>
   <source>find look for</source>
   <translation>finden suchen</translation>
  </message>
  <message>
   <source>find out who speaks, by the voices and on this device</source>
   <translation>herausfinden, wer spricht, anhand der Stimmen und auf diesem Gerät</translation>
  </message>
  <message>
   <source>find what means nearly the same as this conversation, message or text</source>
   <translation>finden, was fast dasselbe bedeutet wie dieses Gespräch, diese Nachricht oder dieser Text</translation>
  </message>
  <message>
   <source>first version</source>
   <translation>erste Fassung</translation>
  </message>
  <message>
   <source>folders</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>for set</source>
   <translation>für set</translation>
  </message>
  <message>
   <source>for {formats}: both speakers together, or each on a channel</source>
   <translation>für {formats}: beide Stimmen zusammen, oder jede auf einem Kanal</translation>
  </message>
  <message>
   <source>forever</source>
   <translation>unbegrenzt</translation>
  </message>
  <message>
   <source>harassment</source>
   <translation>Belästigung</translation>
  </message>
  <message>
   <source>has changed. Delete it, then get it again.</source>
   <translation>hat sich verändert. Löschen Sie es, und laden Sie es neu.</translation>
  </message>
  <message>
   <source>hate</source>
   <translation>Hass</translation>
  </message>
  <message>
   <source>have a conversation in the terminal</source>
   <translation>führt ein Gespräch im Terminal</translation>
  </message>
  <message>
   <source>have a recording of the history recognised by another, and choose between the words</source>
   <translation>lässt eine Aufnahme des Verlaufs von anderen erkennen und zwischen den Worten wählen</translation>
  </message>
  <message>
   <source>have another version written</source>
   <translation>lässt eine andere Fassung schreiben</translation>
  </message>
  <message>
   <source>have it recognised, beside the words that are there</source>
   <translation>lässt sie erkennen, neben den Worten, die da sind</translation>
  </message>
  <message>
   <source>hearing</source>
   <translation>hört Sie</translation>
  </message>
  <message>
   <source>hears a wake word ({models})</source>
   <translation>hört ein Weckwort ({models})</translation>
  </message>
  <message>
   <source>help with something illegal</source>
   <translation>Hilfe zu Verbotenem</translation>
  </message>
  <message>
   <source>here</source>
   <translation>vorhanden</translation>
  </message>
  <message>
   <source>how fast it speaks; 1 is normal</source>
   <translation>wie schnell gesprochen wird; 1 ist normal</translation>
  </message>
  <message>
   <source>how fast this computer is</source>
   <translation>wie schnell dieser Computer ist</translation>
  </message>
  <message>
   <source>how long; without it, until Ctrl+C</source>
   <translation>wie lange; sonst bis Strg+C</translation>
  </message>
  <message>
   <source>how many at most (20)</source>
   <translation>wie viele höchstens (20)</translation>
  </message>
  <message>
   <source>how many days back (30)</source>
   <translation>wie viele Tage zurück (30)</translation>
  </message>
  <message>
   <source>ignored explicit argument %r</source>
   <translation>nimmt keinen Wert, auch nicht %r</translation>
  </message>
  <message>
   <source>image photo file attach</source>
   <translation>Foto Datei anhängen</translation>
  </message>
  <message>
   <source>import conversations from a file</source>
   <translation>importiert Gespräche aus einer Datei</translation>
  </message>
  <message>
   <source>in its checkout</source>
   <translation>im Quellordner</translation>
  </message>
  <message>
   <source>in this list</source>
   <translation>in dieser Liste</translation>
  </message>
  <message>
   <source>in use</source>
   <translation>in Gebrauch</translation>
  </message>
  <message>
   <source>insert the rewritten text after it</source>
   <translation>fügt den umformulierten Text dahinter ein</translation>
  </message>
  <message>
   <source>insert the words that wait, where the cursor is</source>
   <translation>fügt die wartenden Worte ein, wo die Schreibmarke steht</translation>
  </message>
  <message>
   <source>installed as a package</source>
   <translation>als Paket installiert</translation>
  </message>
  <message>
   <source>interpreter translate translation live speech foreign language two people</source>
   <translation>dolmetscher übersetzen übersetzung live sprache fremdsprache zwei personen</translation>
  </message>
  <message>
   <source>interrupted</source>
   <translation>unterbrochen</translation>
  </message>
  <message>
   <source>invalid %(type)s value: %(value)r</source>
   <translation>ungültig (erwartet wird %(type)s): %(value)r</translation>
  </message>
  <message>
   <source>invalid choice: %(value)r (choose from %(choices)s)</source>
   <translation>%(value)r gibt es nicht (zur Wahl stehen %(choices)s)</translation>
  </message>
  <message>
   <source>invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)</source>
   <translation>%(value)r gibt es nicht, vielleicht %(suggestion)r? (zur Wahl stehen %(choices)s)</translation>
  </message>
  <message>
   <source>it has no name.</source>
   <translation>es hat keinen Namen.</translation>
  </message>
  <message>
   <source>it is no table.</source>
   <translation>es ist keine Tabelle.</translation>
  </message>
  <message>
   <source>it isn't UTF-8 text</source>
   <translation>sie ist kein Text in UTF-8</translation>
  </message>
  <message>
   <source>it looks like a list or a table, but can't be read as one.</source>
   <translation>Der Wert sieht aus wie eine Liste oder Tabelle, lässt sich aber nicht so lesen.</translation>
  </message>
  <message>
   <source>it must be a list of tables.</source>
   <translation>es muss eine Liste von Tabellen sein.</translation>
  </message>
  <message>
   <source>it must be a single line without control characters.</source>
   <translation>Erlaubt ist nur eine einzelne Zeile ohne Steuerzeichen.</translation>
  </message>
  <message>
   <source>its id isn't a short name in small letters.</source>
   <translation>seine Kennung ist kein kurzer Name in Kleinbuchstaben.</translation>
  </message>
  <message>
   <source>its layout is too unusual to be changed safely, please edit it by hand</source>
   <translation>ihr Aufbau ist zu ungewöhnlich für eine sichere Änderung, bitte bearbeiten Sie sie von Hand</translation>
  </message>
  <message>
   <source>keep nothing of what is said; on-record, toggle-record</source>
   <translation>nichts von dem speichern, was gesagt wird; on-record, toggle-record</translation>
  </message>
  <message>
   <source>key</source>
   <translation>Schlüssel</translation>
  </message>
  <message>
   <source>keys</source>
   <translation>Tasten</translation>
  </message>
  <message>
   <source>keys are written like Ctrl+Alt+Space.</source>
   <translation>Tasten werden wie Ctrl+Alt+Space geschrieben.</translation>
  </message>
  <message>
   <source>keys hotkeys help</source>
   <translation>Tasten Hilfe</translation>
  </message>
  <message>
   <source>language codes with the name of a voice each</source>
   <translation>Sprachkürzel mit je einem Namen einer Stimme</translation>
  </message>
  <message>
   <source>languages are written as codes such as "en" or "de".</source>
   <translation>Sprachen werden als Kürzel wie „en“ oder „de“ geschrieben.</translation>
  </message>
  <message>
   <source>leave out summary and texts</source>
   <translation>Zusammenfassung und Texte weglassen</translation>
  </message>
  <message>
   <source>leave out the times</source>
   <translation>lässt die Uhrzeiten weg</translation>
  </message>
  <message>
   <source>leave out what tools did</source>
   <translation>lässt weg, was Werkzeuge getan haben</translation>
  </message>
  <message>
   <source>leave out what you didn't hear of a reply</source>
   <translation>lässt weg, was von einer Antwort nicht zu hören war</translation>
  </message>
  <message>
   <source>leave what is offered or waits; the history keeps it</source>
   <translation>lässt liegen, was angeboten wird oder wartet; es bleibt im Verlauf</translation>
  </message>
  <message>
   <source>less than {cost}</source>
   <translation>weniger als {cost}</translation>
  </message>
  <message>
   <source>let the assistant use other programs' tools, and other programs your conversations</source>
   <translation>den Assistenten Werkzeuge anderer Programme nutzen lassen, und andere Programme Ihre Gespräche</translation>
  </message>
  <message>
   <source>let this version be the line's words; the former ones take its place</source>
   <translation>verwendet diese Fassung als Worte der Zeile; die bisherigen nehmen ihren Platz ein</translation>
  </message>
  <message>
   <source>lets a voice say it</source>
   <translation>lässt eine Stimme das sagen</translation>
  </message>
  <message>
   <source>lets it work once; of a voice that isn't here, plays its publisher's sample</source>
   <translation>probiert es aus; von einer Stimme, die fehlt, spielt es die Hörprobe</translation>
  </message>
  <message>
   <source>lets the assistant use its tools, asking you each time</source>
   <translation>lässt den Assistenten seine Werkzeuge nutzen und fragt jedes Mal</translation>
  </message>
  <message>
   <source>lets those go that do nothing right now</source>
   <translation>gibt die frei, die gerade nichts tun</translation>
  </message>
  <message>
   <source>list and change the models on this device</source>
   <translation>zeigt und wechselt die Modelle auf diesem Gerät</translation>
  </message>
  <message>
   <source>list and search your conversations</source>
   <translation>listet Ihre Gespräche auf und durchsucht sie</translation>
  </message>
  <message>
   <source>list microphones and speakers</source>
   <translation>listet Mikrofone und Lautsprecher auf</translation>
  </message>
  <message>
   <source>list the files as JSON</source>
   <translation>listet die Dateien als JSON auf</translation>
  </message>
  <message>
   <source>list the saved reports, the newest first</source>
   <translation>listet die gespeicherten Berichte auf, den neuesten zuerst</translation>
  </message>
  <message>
   <source>list what you deleted and can restore</source>
   <translation>listet auf, was Sie gelöscht haben und wiederherstellen können</translation>
  </message>
  <message>
   <source>list who can recognise a recording now</source>
   <translation>nennt, wer eine Aufnahme jetzt erkennen kann</translation>
  </message>
  <message>
   <source>list, add, import and export the words that are written your way</source>
   <translation>zeigt, ergänzt, importiert und exportiert Wörter in Ihrer Schreibweise</translation>
  </message>
  <message>
   <source>list, add, tick off and export notes, or what the assistant remembers</source>
   <translation>Notizen auflisten, hinzufügen, abhaken und exportieren, oder was der Assistent sich gemerkt hat</translation>
  </message>
  <message>
   <source>list, copy, export and import the profiles of dictation</source>
   <translation>listet, kopiert, exportiert und importiert die Profile fürs Diktieren</translation>
  </message>
  <message>
   <source>listen until it is ended, and insert what is said at each pause; again: end it</source>
   <translation>hört zu, bis es beendet wird, und fügt bei jeder Pause das Gesagte ein; noch einmal: beendet es</translation>
  </message>
  <message>
   <source>listening</source>
   <translation>hört zu</translation>
  </message>
  <message>
   <source>listening test</source>
   <translation>Hörprobe</translation>
  </message>
  <message>
   <source>loading the language model</source>
   <translation>lädt das Sprachmodell</translation>
  </message>
  <message>
   <source>loading the recogniser</source>
   <translation>lädt die Spracherkennung</translation>
  </message>
  <message>
   <source>loading the voice</source>
   <translation>lädt die Stimme</translation>
  </message>
  <message>
   <source>log to the terminal too, in detail</source>
   <translation>protokolliert ausführlich, auch ins Terminal</translation>
  </message>
  <message>
   <source>looking</source>
   <translation>sieht nach</translation>
  </message>
  <message>
   <source>macOS doesn't let voiceapp hear keys. Allow it in System Settings &gt; Privacy &amp; Security &gt; Accessibility, then open voiceapp again.</source>
   <translation>macOS lässt voiceapp keine Tasten hören. Erlauben Sie es unter Systemeinstellungen &gt; Datenschutz &amp; Sicherheit &gt; Bedienungshilfen, und öffnen Sie voiceapp dann neu.</translation>
  </message>
  <message>
   <source>macOS doesn't let voiceapp type. Allow it in System Settings &gt; Privacy &amp; Security &gt; Accessibility.</source>
   <translation>macOS lässt voiceapp nicht tippen. Erlauben Sie es unter Systemeinstellungen &gt; Datenschutz &amp; Sicherheit &gt; Bedienungshilfen.</translation>
  </message>
  <message>
   <source>macOS has no key {key} for all programs. Choose another one in Settings.</source>
   <translation>macOS hat keine Taste {key} für alle Programme. Wählen Sie in den Einstellungen eine andere.</translation>
  </message>
  <message>
   <source>many</source>
   <translation>viele</translation>
  </message>
  <message>
   <source>mcp.json can't be read ({why}).</source>
   <translation>mcp.json ist nicht lesbar ({why}).</translation>
  </message>
  <message>
   <source>mcp.json can't be read: it isn't valid JSON. Correct or delete it.</source>
   <translation>mcp.json ist nicht lesbar, weil es kein gültiges JSON ist. Berichtigen oder löschen Sie es.</translation>
  </message>
  <message>
   <source>mcp.json can't be written ({why}).</source>
   <translation>mcp.json lässt sich nicht schreiben ({why}).</translation>
  </message>
  <message>
   <source>mcp.json is far too large, so it wasn't read.</source>
   <translation>mcp.json ist viel zu groß und wurde deshalb nicht gelesen.</translation>
  </message>
  <message>
   <source>mcp.json names no servers. They belong in a table called mcpServers.</source>
   <translation>mcp.json nennt keine Server. Sie gehören in eine Tabelle namens mcpServers.</translation>
  </message>
  <message>
   <source>mcp.json names too many servers. Only the first {count} are shown.</source>
   <translation>mcp.json nennt zu viele Server. Nur die ersten {count} werden gezeigt.</translation>
  </message>
  <message>
   <source>memory</source>
   <translation>Speicher</translation>
  </message>
  <message>
   <source>memory remembered forget facts about me privacy</source>
   <translation>Gedächtnis gemerkt vergessen über mich Privatsphäre</translation>
  </message>
  <message>
   <source>microphone</source>
   <translation>Mikrofon</translation>
  </message>
  <message>
   <source>microphone listen speak voice call end hang up</source>
   <translation>Mikrofon hören reden Stimme Anruf Ende auflegen</translation>
  </message>
  <message>
   <source>microphone off on privacy</source>
   <translation>Mikrofon aus an Privatsphäre</translation>
  </message>
  <message>
   <source>mini compact on top</source>
   <translation>mini klein kompakt</translation>
  </message>
  <message>
   <source>minutes</source>
   <translation>Minuten</translation>
  </message>
  <message>
   <source>missing</source>
   <translation>fehlt</translation>
  </message>
  <message>
   <source>models</source>
   <translation>Modelle</translation>
  </message>
  <message>
   <source>move reset position dragged</source>
   <translation>verschieben zurücksetzen Position gezogen</translation>
  </message>
  <message>
   <source>ms</source>
   <translation>ms</translation>
  </message>
  <message>
   <source>mute the microphone; unmute, toggle-mute</source>
   <translation>schaltet das Mikrofon stumm; unmute, toggle-mute</translation>
  </message>
  <message>
   <source>muted</source>
   <translation>stumm</translation>
  </message>
  <message>
   <source>name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>names of programs</source>
   <translation>Namen von Programmen</translation>
  </message>
  <message>
   <source>names of tools</source>
   <translation>Namen von Werkzeugen</translation>
  </message>
  <message>
   <source>names with instructions</source>
   <translation>Namen mit Anweisungen</translation>
  </message>
  <message>
   <source>names with their instructions</source>
   <translation>Namen mit ihren Anweisungen</translation>
  </message>
  <message>
   <source>network</source>
   <translation>Netzwerk</translation>
  </message>
  <message>
   <source>never</source>
   <translation>nie</translation>
  </message>
  <message>
   <source>no limit</source>
   <translation>kein Limit</translation>
  </message>
  <message>
   <source>no longer</source>
   <translation>nicht mehr</translation>
  </message>
  <message>
   <source>no mistakes found</source>
   <translation>keine Fehler gefunden</translation>
  </message>
  <message>
   <source>no server is used: all is done here</source>
   <translation>kein Server wird verwendet: Alles geschieht hier</translation>
  </message>
  <message>
   <source>no sound at all from the microphone. Is it muted or switched off?</source>
   <translation>vom Mikrofon kommt gar kein Ton. Ist es stumm oder ausgeschaltet?</translation>
  </message>
  <message>
   <source>no time</source>
   <translation>gar nicht</translation>
  </message>
  <message>
   <source>no words</source>
   <translation>keine Worte</translation>
  </message>
  <message>
   <source>none for {server}, which may need none</source>
   <translation>keiner für {server}, vielleicht ist keiner nötig</translation>
  </message>
  <message>
   <source>none for {server}.</source>
   <translation>keiner für {server}.</translation>
  </message>
  <message>
   <source>none is chosen: a conversation always listens</source>
   <translation>keines gewählt: Ein Gespräch hört immer zu</translation>
  </message>
  <message>
   <source>none is needed for {server}</source>
   <translation>keiner nötig für {server}</translation>
  </message>
  <message>
   <source>none. Plug one in, or read the answers.</source>
   <translation>keiner. Schließen Sie einen an, oder lesen Sie die Antworten.</translation>
  </message>
  <message>
   <source>none. Plug one in, or type.</source>
   <translation>keines. Schließen Sie eines an, oder tippen Sie.</translation>
  </message>
  <message>
   <source>none. `voiceapp talk` works in the terminal.</source>
   <translation>keiner. `voiceapp talk` läuft im Terminal.</translation>
  </message>
  <message>
   <source>not allowed with argument %s</source>
   <translation>nicht zusammen mit %s erlaubt</translation>
  </message>
  <message>
   <source>not answered yet</source>
   <translation>noch nicht beantwortet</translation>
  </message>
  <message>
   <source>not asked: there is no key for it</source>
   <translation>nicht gefragt: Ein Schlüssel dafür fehlt</translation>
  </message>
  <message>
   <source>not heard</source>
   <translation>nicht gehört</translation>
  </message>
  <message>
   <source>not heard: {text}</source>
   <translation>nicht gehört: {text}</translation>
  </message>
  <message>
   <source>not tried on this system</source>
   <translation>auf diesem System nicht ausprobiert</translation>
  </message>
  <message>
   <source>not tried: the window for it didn't get the keyboard</source>
   <translation>nicht ausprobiert: Das Fenster dafür hat die Tastatur nicht bekommen</translation>
  </message>
  <message>
   <source>note list shopping to do tasks tick off</source>
   <translation>Notiz Liste Einkauf Aufgaben erledigen abhaken</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>nichts</translation>
  </message>
  <message>
   <source>nothing is called {name} there.</source>
   <translation>darin heißt nichts {name}.</translation>
  </message>
  <message>
   <source>numbers of tokens with a weight each</source>
   <translation>Nummern von Token mit je einem Gewicht</translation>
  </message>
  <message>
   <source>of a conversation, as `voiceapp history` lists it, or of one line</source>
   <translation>eines Gesprächs, wie `voiceapp history` es nennt, oder einer Zeile</translation>
  </message>
  <message>
   <source>of a setting, as the list shows it</source>
   <translation>einer Einstellung, wie die Liste ihn zeigt</translation>
  </message>
  <message>
   <source>of the headings</source>
   <translation>der Überschriften</translation>
  </message>
  <message>
   <source>off</source>
   <translation>aus</translation>
  </message>
  <message>
   <source>offers nothing that voiceapp uses</source>
   <translation>bietet nichts, was voiceapp nutzt</translation>
  </message>
  <message>
   <source>offline</source>
   <translation>offline</translation>
  </message>
  <message>
   <source>ok</source>
   <translation>ok</translation>
  </message>
  <message>
   <source>on</source>
   <translation>an</translation>
  </message>
  <message>
   <source>on this device</source>
   <translation>auf diesem Gerät</translation>
  </message>
  <message>
   <source>on, off, toggle, or state to ask</source>
   <translation>on, off, toggle, oder state zum Nachfragen</translation>
  </message>
  <message>
   <source>one of the arguments %s is required</source>
   <translation>eines davon ist nötig: %s</translation>
  </message>
  <message>
   <source>one of the list, or a file of your own: use brain FILE; "default" goes back</source>
   <translation>verwendet eines der Liste, oder eine eigene Datei: use brain DATEI; „default“ kehrt zurück</translation>
  </message>
  <message>
   <source>one of the list, or an address: get brain ADDRESS</source>
   <translation>lädt eines der Liste, oder von einer Adresse: get brain ADRESSE</translation>
  </message>
  <message>
   <source>one of those above</source>
   <translation>eine von denen oben</translation>
  </message>
  <message>
   <source>only conversations in which this engine answered</source>
   <translation>nur Gespräche, in denen dieser Antwortweg geantwortet hat</translation>
  </message>
  <message>
   <source>only one side</source>
   <translation>nur eine Seite</translation>
  </message>
  <message>
   <source>only pinned ones</source>
   <translation>nur angeheftete</translation>
  </message>
  <message>
   <source>only say where the newest report is</source>
   <translation>sagt nur, wo der neueste Bericht liegt</translation>
  </message>
  <message>
   <source>only this message</source>
   <translation>nur diese Nachricht</translation>
  </message>
  <message>
   <source>only those of this kind</source>
   <translation>nur solche dieser Art</translation>
  </message>
  <message>
   <source>options</source>
   <translation>Optionen</translation>
  </message>
  <message>
   <source>otherwise by the name of the file, or {format}</source>
   <translation>sonst nach dem Namen der Datei, oder {format}</translation>
  </message>
  <message>
   <source>over a Realtime socket</source>
   <translation>über eine Realtime-Verbindung</translation>
  </message>
  <message>
   <source>overwrite an existing file</source>
   <translation>überschreibt eine vorhandene Datei</translation>
  </message>
  <message>
   <source>packages</source>
   <translation>Pakete</translation>
  </message>
  <message>
   <source>part</source>
   <translation>Teil</translation>
  </message>
  <message>
   <source>pasting</source>
   <translation>Einfügen</translation>
  </message>
  <message>
   <source>picture screenshot capture</source>
   <translation>Bild Bildschirmfoto Screenshot aufnehmen</translation>
  </message>
  <message>
   <source>picture, {width} × {height}</source>
   <translation>Bild, {width} × {height}</translation>
  </message>
  <message>
   <source>pip couldn't download {name}. Check your network and how pip is set up.</source>
   <translation>pip konnte {name} nicht herunterladen. Netzwerk und Einrichtung von pip prüfen.</translation>
  </message>
  <message>
   <source>play a sound file through the chosen speaker</source>
   <translation>spielt eine Tondatei über den gewählten Lautsprecher</translation>
  </message>
  <message>
   <source>positional arguments</source>
   <translation>Argumente</translation>
  </message>
  <message>
   <source>preferences options</source>
   <translation>Optionen Voreinstellungen</translation>
  </message>
  <message>
   <source>price unknown</source>
   <translation>Preis unbekannt</translation>
  </message>
  <message>
   <source>print JSON, for scripts</source>
   <translation>gibt JSON aus, für Skripte</translation>
  </message>
  <message>
   <source>print JSON, for scripts (with --talks)</source>
   <translation>JSON für Skripte ausgeben (mit --talks)</translation>
  </message>
  <message>
   <source>print each line once it is said, until Ctrl+C</source>
   <translation>jede Zeile ausgeben, sobald sie gesagt ist, bis Strg+C</translation>
  </message>
  <message>
   <source>print it as JSON</source>
   <translation>als JSON ausgeben</translation>
  </message>
  <message>
   <source>print what happens in the running app, for status bars and scripts</source>
   <translation>zeigt, was im laufenden voiceapp geschieht, für Statusleisten und Skripte</translation>
  </message>
  <message>
   <source>print what is kept, and ask nobody</source>
   <translation>ausgeben, was aufbewahrt ist, und niemanden fragen</translation>
  </message>
  <message>
   <source>private secret confidential incognito not kept privacy</source>
   <translation>privat geheim vertraulich inkognito nicht gespeichert Privatsphäre</translation>
  </message>
  <message>
   <source>problem bug help</source>
   <translation>Problem Fehler Hilfe</translation>
  </message>
  <message>
   <source>profile {number} can't be read, because {why}</source>
   <translation>Profil {number} ist nicht lesbar: {why}</translation>
  </message>
  <message>
   <source>put it into the history as well, with its sound</source>
   <translation>nimmt es auch in den Verlauf auf, mit seinem Ton</translation>
  </message>
  <message>
   <source>put the bill of OpenAI beside it; needs an admin key of the organization</source>
   <translation>die Rechnung von OpenAI danebenstellen; braucht einen Admin-Schlüssel der Organisation</translation>
  </message>
  <message>
   <source>put the recordings into {formats}</source>
   <translation>nimmt die Aufnahmen mit auf, in {formats}</translation>
  </message>
  <message>
   <source>put the rewritten text in its place</source>
   <translation>setzt den umformulierten Text an seine Stelle</translation>
  </message>
  <message>
   <source>put voiceapp into your menu, with manual pages and completions</source>
   <translation>voiceapp ins Menü bringen, mit Handbuchseiten und Vervollständigungen</translation>
  </message>
  <message>
   <source>px</source>
   <translation>px</translation>
  </message>
  <message>
   <source>question answer earlier conversations sources remember</source>
   <translation>frage antwort frühere gespräche quellen erinnern</translation>
  </message>
  <message>
   <source>ready</source>
   <translation>bereit</translation>
  </message>
  <message>
   <source>record the microphone into a file</source>
   <translation>nimmt das Mikrofon in eine Datei auf</translation>
  </message>
  <message>
   <source>recording of {seconds} s, not transcribed yet</source>
   <translation>Aufnahme von {seconds} s, noch nicht transkribiert</translation>
  </message>
  <message>
   <source>responses</source>
   <translation>responses</translation>
  </message>
  <message>
   <source>restore what --deleted lists under this name</source>
   <translation>stellt wieder her, was --deleted unter diesem Namen auflistet</translation>
  </message>
  <message>
   <source>retires on {day}</source>
   <translation>wird am {day} eingestellt</translation>
  </message>
  <message>
   <source>retires on {day}, then {successor}</source>
   <translation>wird am {day} eingestellt, dann {successor}</translation>
  </message>
  <message>
   <source>rewrite a text as you say</source>
   <translation>formuliert einen Text nach Wunsch um</translation>
  </message>
  <message>
   <source>rewrite shorter translate reply edit</source>
   <translation>umformulieren kürzen übersetzen antworten bearbeiten</translation>
  </message>
  <message>
   <source>ringing: /stop silences it, /later lets it ring again in 5 minutes</source>
   <translation>klingelt: /stop stellt es ab, /later lässt es in 5 Minuten noch einmal klingeln</translation>
  </message>
  <message>
   <source>run a saved report through the same code again</source>
   <translation>lässt einen gespeicherten Bericht noch einmal durch denselben Code laufen</translation>
  </message>
  <message>
   <source>s</source>
   <translation>s</translation>
  </message>
  <message>
   <source>save everything in one file, and restore it, here or on another computer</source>
   <translation>alles in einer Datei sichern und wiederherstellen, hier oder auf einem anderen Computer</translation>
  </message>
  <message>
   <source>save everything; the app may go on running</source>
   <translation>alles sichern; die App kann dabei weiterlaufen</translation>
  </message>
  <message>
   <source>save file Markdown PDF Word subtitles</source>
   <translation>speichern Datei Markdown PDF Word Untertitel</translation>
  </message>
  <message>
   <source>save what happened last, to report a problem</source>
   <translation>speichert, was zuletzt geschah, um ein Problem zu melden</translation>
  </message>
  <message>
   <source>save, remove or look for an API key</source>
   <translation>speichert, löscht oder sucht einen API-Schlüssel</translation>
  </message>
  <message>
   <source>say how the selected text is to be changed, or end</source>
   <translation>lässt Sie sagen, wie der markierte Text geändert wird, oder beendet es</translation>
  </message>
  <message>
   <source>say what dictation does now, for a status bar: idle, recording, transcribing, …</source>
   <translation>sagt für eine Statusleiste, was das Diktat gerade tut: idle, recording, transcribing, …</translation>
  </message>
  <message>
   <source>search</source>
   <translation>Suche</translation>
  </message>
  <message>
   <source>seconds</source>
   <translation>Sekunden</translation>
  </message>
  <message>
   <source>self-harm</source>
   <translation>Selbstverletzung</translation>
  </message>
  <message>
   <source>send a message, answered aloud</source>
   <translation>sendet eine Nachricht; die Antwort wird gesprochen</translation>
  </message>
  <message>
   <source>server</source>
   <translation>Server</translation>
  </message>
  <message>
   <source>serves your conversations to the program that starts this: search and read</source>
   <translation>lässt das Programm, das dies startet, in Ihren Gesprächen suchen und lesen</translation>
  </message>
  <message>
   <source>service</source>
   <translation>Dienst</translation>
  </message>
  <message>
   <source>set reads the key from standard input, or asks for it without showing it</source>
   <translation>set liest den Schlüssel von der Standardeingabe, oder fragt verdeckt danach</translation>
  </message>
  <message>
   <source>settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>sexual content</source>
   <translation>Sexuelles</translation>
  </message>
  <message>
   <source>show and change settings</source>
   <translation>zeigt und ändert Einstellungen</translation>
  </message>
  <message>
   <source>show captions (on), hide them (off), toggle, or ask (state)</source>
   <translation>Untertitel zeigen (on), ausblenden (off), umschalten (toggle) oder nachfragen (state)</translation>
  </message>
  <message>
   <source>show every event, even each frame of sound</source>
   <translation>zeigt jedes Ereignis, auch jedes Stück Ton</translation>
  </message>
  <message>
   <source>show program's version number and exit</source>
   <translation>zeigt die Version</translation>
  </message>
  <message>
   <source>show this help message and exit</source>
   <translation>zeigt diese Hilfe</translation>
  </message>
  <message>
   <source>show what was spent, what cheaper models would have cost, and the bill beside it</source>
   <translation>zeigen, was ausgegeben wurde, was billigere Modelle gekostet hätten, und die Rechnung daneben</translation>
  </message>
  <message>
   <source>silence quiet interrupt</source>
   <translation>still Ruhe unterbrechen</translation>
  </message>
  <message>
   <source>silence the reply</source>
   <translation>bricht die Antwort ab</translation>
  </message>
  <message>
   <source>something harmful</source>
   <translation>Schädliches</translation>
  </message>
  <message>
   <source>sound or video: WAV, MP3, M4A, MP4, MKV, WebM, Opus, ...</source>
   <translation>Ton oder Video: WAV, MP3, M4A, MP4, MKV, WebM, Opus, …</translation>
  </message>
  <message>
   <source>speak a text, aloud or into a file</source>
   <translation>spricht einen Text, laut oder in eine Datei</translation>
  </message>
  <message>
   <source>speaker</source>
   <translation>Lautsprecher</translation>
  </message>
  <message>
   <source>speaking</source>
   <translation>spricht</translation>
  </message>
  <message>
   <source>speaks ({models})</source>
   <translation>spricht ({models})</translation>
  </message>
  <message>
   <source>square</source>
   <translation>quadratisch</translation>
  </message>
  <message>
   <source>start, stop and mute the running app, or get its last text</source>
   <translation>startet, stoppt oder schaltet das laufende voiceapp stumm, oder holt dessen letzten Text</translation>
  </message>
  <message>
   <source>start, stop, toggle, hands-free, cancel, …, as `voiceapp dictate --…` does</source>
   <translation>start, stop, toggle, hands-free, cancel, … wie bei `voiceapp dictate --…`</translation>
  </message>
  <message>
   <source>starts it once, and prints its tools</source>
   <translation>startet ihn einmal und gibt seine Werkzeuge aus</translation>
  </message>
  <message>
   <source>subtitles live text deaf hard of hearing OBS overlay</source>
   <translation>Untertitel live Text gehörlos schwerhörig OBS Overlay</translation>
  </message>
  <message>
   <source>subtitles present second screen projector beamer large</source>
   <translation>Untertitel präsentieren zweiter Bildschirm Projektor Beamer groß</translation>
  </message>
  <message>
   <source>such as Europe/Berlin; otherwise this device's</source>
   <translation>etwa Europe/Berlin; sonst die dieses Geräts</translation>
  </message>
  <message>
   <source>such as en or de; without it, detected automatically</source>
   <translation>etwa en oder de; sonst wird sie erkannt</translation>
  </message>
  <message>
   <source>summarise a conversation or a recording, and keep that with it</source>
   <translation>ein Gespräch oder eine Aufnahme zusammenfassen und das dabei aufbewahren</translation>
  </message>
  <message>
   <source>system</source>
   <translation>System</translation>
  </message>
  <message>
   <source>take back what was inserted last</source>
   <translation>nimmt das zuletzt Eingefügte zurück</translation>
  </message>
  <message>
   <source>takes it in there</source>
   <translation>übernimmt es dort</translation>
  </message>
  <message>
   <source>takes it off the list</source>
   <translation>nimmt ihn von der Liste</translation>
  </message>
  <message>
   <source>tall</source>
   <translation>hoch</translation>
  </message>
  <message>
   <source>target</source>
   <translation>Ziel</translation>
  </message>
  <message>
   <source>tell what was imported as JSON</source>
   <translation>nennt das Importierte als JSON</translation>
  </message>
  <message>
   <source>text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>text that's pasted arrives in other programs</source>
   <translation>eingefügter Text kommt in anderen Programmen an</translation>
  </message>
  <message>
   <source>text that's typed arrives in other programs</source>
   <translation>getippter Text kommt in anderen Programmen an</translation>
  </message>
  <message>
   <source>texts</source>
   <translation>Texte</translation>
  </message>
  <message>
   <source>the backup; for make, a folder will do</source>
   <translation>die Sicherung; für make genügt ein Ordner</translation>
  </message>
  <message>
   <source>the checksum that the downloaded file must have</source>
   <translation>die Prüfsumme, die die geladene Datei haben muss</translation>
  </message>
  <message>
   <source>the clipboard</source>
   <translation>die Zwischenablage</translation>
  </message>
  <message>
   <source>the command that prints it</source>
   <translation>dem Befehl, der ihn ausgibt</translation>
  </message>
  <message>
   <source>the following arguments are required: %s</source>
   <translation>es fehlt noch %s</translation>
  </message>
  <message>
   <source>the history was damaged; what was readable is saved, the rest is in {path}</source>
   <translation>der Verlauf war beschädigt; was lesbar war, ist gespeichert, der Rest liegt in {path}</translation>
  </message>
  <message>
   <source>the language of notes beside the words, such as “interrupted”</source>
   <translation>die Sprache der Hinweise neben den Worten, etwa „unterbrochen“</translation>
  </message>
  <message>
   <source>the last reply, as far as it was heard; last-said, last-dictation</source>
   <translation>die letzte Antwort, soweit sie zu hören war; last-said, last-dictation</translation>
  </message>
  <message>
   <source>the microphone gives sound, now at {level} dB</source>
   <translation>vom Mikrofon kommt Ton, gerade mit {level} dB</translation>
  </message>
  <message>
   <source>the model's own</source>
   <translation>die des Modells</translation>
  </message>
  <message>
   <source>the name of a microphone</source>
   <translation>der Name eines Mikrofons</translation>
  </message>
  <message>
   <source>the name of a model</source>
   <translation>der Name eines Modells</translation>
  </message>
  <message>
   <source>the name of a model; ears, brain or voice; or a folder</source>
   <translation>der Name eines Modells; ears, brain oder voice; oder ein Ordner</translation>
  </message>
  <message>
   <source>the name of a profile</source>
   <translation>der Name eines Profils</translation>
  </message>
  <message>
   <source>the name of a prompt</source>
   <translation>der Name einer Anweisung</translation>
  </message>
  <message>
   <source>the name of a role</source>
   <translation>der Name einer Rolle</translation>
  </message>
  <message>
   <source>the name of a speaker</source>
   <translation>der Name eines Lautsprechers</translation>
  </message>
  <message>
   <source>the name of a voice</source>
   <translation>der Name einer Stimme</translation>
  </message>
  <message>
   <source>the name of a wake word</source>
   <translation>der Name eines Weckworts</translation>
  </message>
  <message>
   <source>the name of the copy; for export, the file</source>
   <translation>der Name der Kopie; bei export die Datei</translation>
  </message>
  <message>
   <source>the name of the file ends in .vtt, .srt or .txt.</source>
   <translation>der Name der Datei endet auf .vtt, .srt oder .txt.</translation>
  </message>
  <message>
   <source>the name or id of a profile; for import, a file</source>
   <translation>Name oder ID eines Profils; bei import eine Datei</translation>
  </message>
  <message>
   <source>the name {host} wasn't found. Check your network and the address.</source>
   <translation>der Name {host} wurde nicht gefunden. Prüfen Sie Netzwerk und Adresse.</translation>
  </message>
  <message>
   <source>the newest conversation</source>
   <translation>das neueste Gespräch</translation>
  </message>
  <message>
   <source>the note, words of it, or the file (.md, .txt, .json, .ics, todo.txt)</source>
   <translation>die Notiz, Wörter daraus oder die Datei (.md, .txt, .json, .ics, todo.txt)</translation>
  </message>
  <message>
   <source>the path of a folder</source>
   <translation>den Pfad eines Ordners</translation>
  </message>
  <message>
   <source>the question; without it, standard input</source>
   <translation>die Frage; ohne sie gilt die Standardeingabe</translation>
  </message>
  <message>
   <source>the same without the recordings</source>
   <translation>dasselbe ohne die Aufnahmen</translation>
  </message>
  <message>
   <source>the same, and lets it speak to you</source>
   <translation>dasselbe, und lässt es mit Ihnen sprechen</translation>
  </message>
  <message>
   <source>the same, and so many speak</source>
   <translation>dasselbe, und so viele sprechen</translation>
  </message>
  <message>
   <source>the same; a day counts to its end</source>
   <translation>ebenso; ein Tag zählt bis zu seinem Ende</translation>
  </message>
  <message>
   <source>the selected text</source>
   <translation>den markierten Text</translation>
  </message>
  <message>
   <source>the server's address; without it, the one in the settings</source>
   <translation>die Adresse des Servers; sonst die aus den Einstellungen</translation>
  </message>
  <message>
   <source>the server's name, and with add its command or its address</source>
   <translation>der Name des Servers, bei add auch sein Befehl oder seine Adresse</translation>
  </message>
  <message>
   <source>the settings, too</source>
   <translation>auch die Einstellungen</translation>
  </message>
  <message>
   <source>the system's keyring</source>
   <translation>Schlüsselbund des Systems</translation>
  </message>
  <message>
   <source>the text before the cursor</source>
   <translation>den Text vor der Schreibmarke</translation>
  </message>
  <message>
   <source>the window title</source>
   <translation>den Fenstertitel</translation>
  </message>
  <message>
   <source>the words to add or remove, or the file (.csv, .txt, .json)</source>
   <translation>die Wörter, die dazukommen oder wegfallen, oder die Datei (.csv, .txt, .json)</translation>
  </message>
  <message>
   <source>there are three plain choices now</source>
   <translation>es gibt jetzt drei einfache Möglichkeiten</translation>
  </message>
  <message>
   <source>there is another profile with that id.</source>
   <translation>es gibt schon ein Profil mit dieser Kennung.</translation>
  </message>
  <message>
   <source>there is one for {server}: {place}</source>
   <translation>für {server} vorhanden: {place}</translation>
  </message>
  <message>
   <source>there's no command '{name}'; `voiceapp --help` lists all</source>
   <translation>den Befehl „{name}“ gibt es nicht; `voiceapp --help` nennt alle</translation>
  </message>
  <message>
   <source>there's no key called "{name}".</source>
   <translation>Eine Taste namens „{name}“ gibt es nicht.</translation>
  </message>
  <message>
   <source>there's no {name}. Use {fields}.</source>
   <translation>{name} gibt es nicht. Möglich sind {fields}.</translation>
  </message>
  <message>
   <source>thinking</source>
   <translation>denkt nach</translation>
  </message>
  <message>
   <source>this desktop offers them, and asks you once; not pressed here</source>
   <translation>dieser Desktop bietet sie an und fragt einmal; hier nicht gedrückt</translation>
  </message>
  <message>
   <source>this device listens for “{phrase}”</source>
   <translation>dieses Gerät lauscht auf „{phrase}“</translation>
  </message>
  <message>
   <source>this isn't valid TOML ({why}), so it's ignored.</source>
   <translation>Das ist kein gültiges TOML ({why}) und wird nicht beachtet.</translation>
  </message>
  <message>
   <source>this isn't valid TOML ({why}). Privacy and budget settings use their strictest values, all others their defaults.</source>
   <translation>Das ist kein gültiges TOML ({why}). Für Datenschutz und Budget gelten die strengsten Werte, für alles andere der Standard.</translation>
  </message>
  <message>
   <source>this session only</source>
   <translation>nur diese Sitzung</translation>
  </message>
  <message>
   <source>this wasn't understood when the file was last written. Delete it once it's fixed.</source>
   <translation>Das wurde nicht verstanden, als die Datei zuletzt geschrieben wurde. Löschen Sie es, sobald es behoben ist.</translation>
  </message>
  <message>
   <source>those that come with the app, where pip installed it</source>
   <translation>die mitgelieferten, wenn voiceapp mit pip installiert ist</translation>
  </message>
  <message>
   <source>time is up</source>
   <translation>die Zeit ist um</translation>
  </message>
  <message>
   <source>tokens</source>
   <translation>Token</translation>
  </message>
  <message>
   <source>too loud</source>
   <translation>zu laut</translation>
  </message>
  <message>
   <source>tool</source>
   <translation>Werkzeug</translation>
  </message>
  <message>
   <source>transcribes ({models})</source>
   <translation>erkennt Sprache ({models})</translation>
  </message>
  <message>
   <source>translate into English, with a server that can</source>
   <translation>übersetzt ins Englische, mit einem Server, der das kann</translation>
  </message>
  <message>
   <source>trash bin restore undelete</source>
   <translation>Papierkorb wiederherstellen</translation>
  </message>
  <message>
   <source>true or false</source>
   <translation>true oder false</translation>
  </message>
  <message>
   <source>turn captions of what is being said on and off, or print them</source>
   <translation>Untertitel des Gesagten ein- und ausschalten oder ausgeben</translation>
  </message>
  <message>
   <source>turn recordings into text</source>
   <translation>macht aus Aufnahmen Text</translation>
  </message>
  <message>
   <source>turns</source>
   <translation>Sprechende</translation>
  </message>
  <message>
   <source>typing</source>
   <translation>Tippen</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>unbekannt</translation>
  </message>
  <message>
   <source>unrecognized arguments: %s</source>
   <translation>unbekannte Argumente: %s</translation>
  </message>
  <message>
   <source>unusable</source>
   <translation>nicht nutzbar</translation>
  </message>
  <message>
   <source>usage: </source>
   <translation>Aufruf: </translation>
  </message>
  <message>
   <source>use neither the network nor the microphone</source>
   <translation>benutzt weder Netzwerk noch Mikrofon</translation>
  </message>
  <message>
   <source>user</source>
   <translation>Sie</translation>
  </message>
  <message>
   <source>value</source>
   <translation>Wert</translation>
  </message>
  <message>
   <source>violence</source>
   <translation>Gewalt</translation>
  </message>
  <message>
   <source>voiceapp can't insert text into other programs here. Copy it from the bar or the history.</source>
   <translation>voiceapp kann hier keinen Text in andere Programme einfügen. Kopieren Sie ihn aus der Leiste oder dem Verlauf.</translation>
  </message>
  <message>
   <source>voiceapp can't press keys here. Allow it when the desktop asks, install wtype or ydotool, or choose the clipboard.</source>
   <translation>voiceapp kann hier keine Tasten drücken. Erlauben Sie es, wenn der Desktop fragt, installieren Sie wtype oder ydotool, oder wählen Sie die Zwischenablage.</translation>
  </message>
  <message>
   <source>voiceapp can't replace these words. Transcribe them again in the history.</source>
   <translation>voiceapp kann diese Wörter nicht ersetzen. Im Verlauf lassen sie sich neu transkribieren.</translation>
  </message>
  <message>
   <source>voiceapp can't tell if this terminal is asking for a password. Insert the words if it isn't.</source>
   <translation>voiceapp erkennt nicht, ob dieses Terminal nach einem Passwort fragt. Fügen Sie die Worte ein, wenn es das nicht tut.</translation>
  </message>
  <message>
   <source>voiceapp can't undo that. Undo it in the other program.</source>
   <translation>voiceapp kann das nicht rückgängig machen. Machen Sie es im anderen Programm rückgängig.</translation>
  </message>
  <message>
   <source>voiceapp cannot use the folder {folder} ({why}): make it writable, or set VOICEAPP_HOME to a folder that is.</source>
   <translation>voiceapp kann den Ordner {folder} nicht verwenden ({why}): Geben Sie ihn frei, oder setzen Sie VOICEAPP_HOME auf einen anderen.</translation>
  </message>
  <message>
   <source>voiceapp closed before the words came.</source>
   <translation>voiceapp wurde beendet, bevor die Worte kamen.</translation>
  </message>
  <message>
   <source>voiceapp closed during this reply.</source>
   <translation>voiceapp wurde während dieser Antwort beendet.</translation>
  </message>
  <message>
   <source>voiceapp closed while you were speaking. Press “Ask again” for an answer.</source>
   <translation>voiceapp wurde beendet, während Sie sprachen. Drücken Sie „Neu fragen“, um eine Antwort zu bekommen.</translation>
  </message>
  <message>
   <source>voiceapp couldn't find out who can rewrite this. Try again.</source>
   <translation>voiceapp konnte nicht feststellen, wer das umformulieren kann. Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>voiceapp couldn't start ({why}). Please report it.</source>
   <translation>voiceapp konnte nicht starten ({why}). Bitte melden Sie es.</translation>
  </message>
  <message>
   <source>voiceapp didn't shut down properly last time. Nothing you saved is lost.</source>
   <translation>voiceapp wurde beim letzten Mal nicht richtig beendet. Nichts, was gespeichert war, ist verloren.</translation>
  </message>
  <message>
   <source>voiceapp didn't shut down properly last time: {what}.</source>
   <translation>voiceapp wurde beim letzten Mal nicht richtig beendet: {what}.</translation>
  </message>
  <message>
   <source>voiceapp doesn't answer. Close it, and open it again.</source>
   <translation>voiceapp antwortet nicht. Beenden Sie es, und öffnen Sie es neu.</translation>
  </message>
  <message>
   <source>voiceapp doesn't read password fields. Select text somewhere else.</source>
   <translation>voiceapp liest keine Passwortfelder. Markieren Sie Text an einer anderen Stelle.</translation>
  </message>
  <message>
   <source>voiceapp doesn't type into password fields. Click somewhere else and insert it there.</source>
   <translation>voiceapp tippt nicht in Passwortfelder. Klicken Sie woandershin, und fügen Sie den Text dort ein.</translation>
  </message>
  <message>
   <source>voiceapp has ended.</source>
   <translation>voiceapp wurde beendet.</translation>
  </message>
  <message>
   <source>voiceapp is already open. Continue in its window, or close it and start again.</source>
   <translation>voiceapp ist schon geöffnet. Machen Sie in seinem Fenster weiter, oder schließen Sie es und starten Sie neu.</translation>
  </message>
  <message>
   <source>voiceapp is in your menu. `voiceapp integrate --undo` takes it out again.</source>
   <translation>voiceapp steht in Ihrem Menü. `voiceapp integrate --undo` nimmt es wieder heraus.</translation>
  </message>
  <message>
   <source>voiceapp is not running: open it first.</source>
   <translation>voiceapp läuft nicht: Öffnen Sie es zuerst.</translation>
  </message>
  <message>
   <source>voiceapp is too busy to tell.</source>
   <translation>voiceapp ist zu beschäftigt, um das zu sagen.</translation>
  </message>
  <message>
   <source>voiceapp may not write in {folder}: make it writable, or set VOICEAPP_HOME to a folder that is.</source>
   <translation>voiceapp darf in {folder} nicht schreiben: Geben Sie den Ordner frei, oder setzen Sie VOICEAPP_HOME auf einen anderen.</translation>
  </message>
  <message>
   <source>voiceapp mcp add NAME -- COMMAND …</source>
   <translation>voiceapp mcp add NAME -- BEFEHL …</translation>
  </message>
  <message>
   <source>voiceapp mcp {action} NAME</source>
   <translation>voiceapp mcp {action} NAME</translation>
  </message>
  <message>
   <source>voiceapp models {action} {what}</source>
   <translation>voiceapp models {action} {what}</translation>
  </message>
  <message>
   <source>voiceapp notes {action} WORDS</source>
   <translation>voiceapp notes {action} WÖRTER</translation>
  </message>
  <message>
   <source>voiceapp profiles {action} NAME</source>
   <translation>voiceapp profiles {action} NAME</translation>
  </message>
  <message>
   <source>voiceapp reads nothing in this window, because it may be private. Settings &gt; Profiles lists such programs.</source>
   <translation>voiceapp liest in diesem Fenster nichts, weil es vertraulich sein kann. Solche Programme stehen unter Einstellungen &gt; Profile.</translation>
  </message>
  <message>
   <source>voiceapp runs in a terminal: end it there, and open its window to dictate.</source>
   <translation>voiceapp läuft in einem Terminal: Beenden Sie es dort, und öffnen Sie zum Diktieren das Fenster.</translation>
  </message>
  <message>
   <source>voiceapp runs without a window.</source>
   <translation>voiceapp läuft ohne Fenster.</translation>
  </message>
  <message>
   <source>voiceapp settings set NAME VALUE</source>
   <translation>voiceapp settings set NAME WERT</translation>
  </message>
  <message>
   <source>voiceapp vocabulary {action} WHAT</source>
   <translation>voiceapp vocabulary {action} WAS</translation>
  </message>
  <message>
   <source>voiceapp was closed before this was translated.</source>
   <translation>voiceapp wurde beendet, bevor das übersetzt war.</translation>
  </message>
  <message>
   <source>voiceapp {version} {how}, Python {python}, {system}</source>
   <translation>voiceapp {version} {how}, Python {python}, {system}</translation>
  </message>
  <message>
   <source>waited for permission</source>
   <translation>wartete auf Erlaubnis</translation>
  </message>
  <message>
   <source>waiting for you</source>
   <translation>wartet auf Sie</translation>
  </message>
  <message>
   <source>wake word</source>
   <translation>Weckwort</translation>
  </message>
  <message>
   <source>warn</source>
   <translation>Achtung</translation>
  </message>
  <message>
   <source>was refused</source>
   <translation>wurde abgelehnt</translation>
  </message>
  <message>
   <source>was running</source>
   <translation>lief noch</translation>
  </message>
  <message>
   <source>what</source>
   <translation>was</translation>
  </message>
  <message>
   <source>what happened costs time events limits</source>
   <translation>was geschah Kosten Zeit Ereignisse Grenzen</translation>
  </message>
  <message>
   <source>what is heard with what is written</source>
   <translation>Gehörtes mit dem, was geschrieben wird</translation>
  </message>
  <message>
   <source>what is selected in the program that has the keyboard</source>
   <translation>was im Programm mit der Tastatur ausgewählt ist</translation>
  </message>
  <message>
   <source>what it does now: off, listening, thinking, speaking, …</source>
   <translation>was es gerade tut: off, listening, thinking, speaking, …</translation>
  </message>
  <message>
   <source>what it is in, such as de; auto: detected; without it, as usual</source>
   <translation>in welcher Sprache, etwa de; auto: wird erkannt; ohne die Option wie üblich</translation>
  </message>
  <message>
   <source>what the assistant remembers, instead of notes</source>
   <translation>was der Assistent sich gemerkt hat, statt Notizen</translation>
  </message>
  <message>
   <source>what the speakers are called</source>
   <translation>wie die Sprechenden heißen</translation>
  </message>
  <message>
   <source>what to do</source>
   <translation>was geschehen soll</translation>
  </message>
  <message>
   <source>what to do with the text: shorter, friendlier, in English, …</source>
   <translation>was mit dem Text geschehen soll: kürzer, freundlicher, auf Englisch, …</translation>
  </message>
  <message>
   <source>what to do; path says where the file is</source>
   <translation>was geschehen soll; path sagt, wo die Datei liegt</translation>
  </message>
  <message>
   <source>what to play; Ctrl+C ends it</source>
   <translation>was gespielt wird; Strg+C beendet es</translation>
  </message>
  <message>
   <source>what to say; without it, standard input</source>
   <translation>was gesagt wird; sonst gilt die Standardeingabe</translation>
  </message>
  <message>
   <source>what to write (default: {format})</source>
   <translation>was geschrieben wird (sonst {format})</translation>
  </message>
  <message>
   <source>what to write, or what dictation or captions are to do</source>
   <translation>was zu schreiben ist, oder was Diktat oder Untertitel tun sollen</translation>
  </message>
  <message>
   <source>where to; ends in .flac or .wav</source>
   <translation>wohin; endet auf .flac oder .wav</translation>
  </message>
  <message>
   <source>whether they are what they should be</source>
   <translation>ob sie sind, was sie sein sollen</translation>
  </message>
  <message>
   <source>which are in memory now, and what each holds</source>
   <translation>welche gerade im Speicher sind, und wie viel sie belegen</translation>
  </message>
  <message>
   <source>which there are, and what each would run or ask</source>
   <translation>welche es gibt, und was jeder starten oder fragen würde</translation>
  </message>
  <message>
   <source>which there are, and which could be</source>
   <translation>welche da sind, und welche es gibt</translation>
  </message>
  <message>
   <source>who answers</source>
   <translation>wer antwortet</translation>
  </message>
  <message>
   <source>who answers first</source>
   <translation>wer zuerst antwortet</translation>
  </message>
  <message>
   <source>who rewrites</source>
   <translation>wer umformuliert</translation>
  </message>
  <message>
   <source>who summarises</source>
   <translation>wer zusammenfasst</translation>
  </message>
  <message>
   <source>who transcribes</source>
   <translation>wer transkribiert</translation>
  </message>
  <message>
   <source>who: one that --recognisers lists; without it, the usual one</source>
   <translation>wer: eine, die --recognisers nennt; ohne die Option die übliche</translation>
  </message>
  <message>
   <source>whose voice</source>
   <translation>wessen Stimme</translation>
  </message>
  <message>
   <source>wide</source>
   <translation>breit</translation>
  </message>
  <message>
   <source>with --follow: print each change as a line of JSON, live words too</source>
   <translation>mit --follow: jede Änderung als eine Zeile JSON ausgeben, auch vorläufige Worte</translation>
  </message>
  <message>
   <source>with add: a header for the server; it goes into the keyring</source>
   <translation>mit add: ein Header für den Server; er kommt in den Schlüsselbund</translation>
  </message>
  <message>
   <source>with add: a variable for the program; secrets go into the keyring</source>
   <translation>mit add: eine Variable für das Programm; Geheimnisse kommen in den Schlüsselbund</translation>
  </message>
  <message>
   <source>with add: written whenever this is heard</source>
   <translation>bei add: Das wird geschrieben, wenn dies zu hören ist</translation>
  </message>
  <message>
   <source>with make: leave out the recordings</source>
   <translation>mit make: die Aufnahmen weglassen</translation>
  </message>
  <message>
   <source>with restore: replace the settings, too</source>
   <translation>mit restore: auch die Einstellungen ersetzen</translation>
  </message>
  <message>
   <source>with serve: other programs may say a text aloud, too</source>
   <translation>mit serve: andere Programme dürfen auch einen Text vorlesen</translation>
  </message>
  <message>
   <source>with this profile: its name or id, as `voiceapp profiles` lists them; alone with --start, --toggle, --hands-free or here</source>
   <translation>mit diesem Profil: Name oder ID, wie `voiceapp profiles` sie auflistet; nur mit --start, --toggle, --hands-free oder hier</translation>
  </message>
  <message>
   <source>words</source>
   <translation>Wörter</translation>
  </message>
  <message>
   <source>words that must all be in one message; the last may be unfinished</source>
   <translation>Wörter, die alle in einer Nachricht stehen; das letzte darf unvollständig sein</translation>
  </message>
  <message>
   <source>words with how they are said</source>
   <translation>Wörter und wie sie gesprochen werden</translation>
  </message>
  <message>
   <source>writable, and only you can read them</source>
   <translation>beschreibbar, und nur Sie können sie lesen</translation>
  </message>
  <message>
   <source>write a text by one of your prompts instead: minutes, interview, …</source>
   <translation>stattdessen einen Text nach einer Vorgabe schreiben: Protokoll, Interview, …</translation>
  </message>
  <message>
   <source>write it as {example}, or set one entry with GROUP.SETTING.NAME.</source>
   <translation>Schreiben Sie es wie {example}, oder setzen Sie einen einzelnen Eintrag mit GRUPPE.EINSTELLUNG.NAME.</translation>
  </message>
  <message>
   <source>write one address, or up to {most} with commas between.</source>
   <translation>schreiben Sie eine Adresse oder bis zu {most}, durch Kommas getrennt.</translation>
  </message>
  <message>
   <source>write type speak text</source>
   <translation>schreiben tippen sprechen Text</translation>
  </message>
  <message>
   <source>write type speak text listen</source>
   <translation>schreiben tippen sprechen text zuhören</translation>
  </message>
  <message>
   <source>write what is said in a recording</source>
   <translation>schreibt, was in einer Aufnahme gesagt wird</translation>
  </message>
  <message>
   <source>write what you say, or have the running app do it</source>
   <translation>schreibt, was Sie sagen, oder lässt es das laufende voiceapp tun</translation>
  </message>
  <message>
   <source>writing is a list of {known}.</source>
   <translation>writing ist eine Liste aus {known}.</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>ja</translation>
  </message>
  <message>
   <source>your own</source>
   <translation>eigene Datei</translation>
  </message>
  <message>
   <source>your voice leaves this device</source>
   <translation>Ihre Stimme verlässt dieses Gerät</translation>
  </message>
  <message>
   <source>{address} isn't an address. Its host or port can't be read.</source>
   <translation>{address} ist keine Adresse. Server oder Port ist nicht lesbar.</translation>
  </message>
  <message>
   <source>{address} isn't an address. Write it like {example}.</source>
   <translation>{address} ist keine Adresse. Schreiben Sie sie wie {example}.</translation>
  </message>
  <message>
   <source>{address} isn't encrypted, so others could listen in. Use https, or allow unencrypted connections in Settings, {page}.</source>
   <translation>{address} ist nicht verschlüsselt, deshalb könnten andere mithören. Nehmen Sie https, oder erlauben Sie unverschlüsselte Verbindungen in den Einstellungen unter „{page}“.</translation>
  </message>
  <message>
   <source>{address} names no host. Write it like {example}.</source>
   <translation>{address} nennt keinen Server. Schreiben Sie es wie {example}.</translation>
  </message>
  <message>
   <source>{address} names no port. Write it like {example}.</source>
   <translation>{address} nennt keinen Port. Schreiben Sie die Adresse wie {example}.</translation>
  </message>
  <message>
   <source>{address}: there is a key, {place}</source>
   <translation>{address}: Schlüssel vorhanden, {place}</translation>
  </message>
  <message>
   <source>{address}: there is no key</source>
   <translation>{address}: kein Schlüssel</translation>
  </message>
  <message>
   <source>{box} stands for {count} different characters ({names}) that no font on this device has. The other formats have them all. To see them here, install a font that has them and export again.</source>
   <translation>{box} steht für {count} verschiedene Zeichen ({names}), die in keiner Schrift auf diesem Gerät enthalten sind. Die anderen Formate enthalten sie alle. Damit sie hier erscheinen, installieren Sie eine passende Schrift und exportieren Sie erneut.</translation>
  </message>
  <message>
   <source>{cost}, plus unknown prices</source>
   <translation>{cost}, dazu unbekannte Preise</translation>
  </message>
  <message>
   <source>{count} conversations don't fit into one {format} file. Give a folder with --to.</source>
   <translation>{count} Gespräche passen nicht in eine {format}-Datei. Geben Sie mit --to einen Ordner an.</translation>
  </message>
  <message>
   <source>{count} found</source>
   <translation>{count} gefunden</translation>
  </message>
  <message>
   <source>{count} lost recordings found</source>
   <translation>{count} verlorene Aufnahmen gefunden</translation>
  </message>
  <message>
   <source>{count} recordings are waiting for an answer</source>
   <translation>{count} Aufnahmen warten auf eine Antwort</translation>
  </message>
  <message>
   <source>{count} replies were cut off</source>
   <translation>{count} Antworten wurden abgeschnitten</translation>
  </message>
  <message>
   <source>{count} words added.</source>
   <translation>{count} Wörter übernommen.</translation>
  </message>
  <message>
   <source>{done} of {whole}</source>
   <translation>{done} von {whole}</translation>
  </message>
  <message>
   <source>{file} can't be loaded: {why}</source>
   <translation>{file} lässt sich nicht laden: {why}</translation>
  </message>
  <message>
   <source>{file} is no Kokoro voice: {why}</source>
   <translation>{file} ist keine Kokoro-Stimme: {why}</translation>
  </message>
  <message>
   <source>{file} is no Piper voice: {why}</source>
   <translation>{file} ist keine Piper-Stimme: {why}</translation>
  </message>
  <message>
   <source>{first} and {last}</source>
   <translation>{first} und {last}</translation>
  </message>
  <message>
   <source>{folder} is no Whisper model for CTranslate2: {why}</source>
   <translation>{folder} ist kein Whisper-Modell für CTranslate2: {why}</translation>
  </message>
  <message>
   <source>{goes} It costs about {cost}.</source>
   <translation>{goes} Es kostet etwa {cost}.</translation>
  </message>
  <message>
   <source>{goes} It costs nothing.</source>
   <translation>{goes} Es kostet nichts.</translation>
  </message>
  <message>
   <source>{goes} What it costs isn't known here.</source>
   <translation>{goes} Was es kostet, ist hier nicht bekannt.</translation>
  </message>
  <message>
   <source>{kept} It couldn't be verified: {why}</source>
   <translation>{kept} Er ließ sich nicht prüfen: {why}</translation>
  </message>
  <message>
   <source>{key} drops the answer</source>
   <translation>{key} verwirft die Antwort</translation>
  </message>
  <message>
   <source>{key} to stop</source>
   <translation>{key} stoppt</translation>
  </message>
  <message>
   <source>{model} cost {usd}. With {other} it would have been {other_usd}.</source>
   <translation>{model} hat {usd} gekostet. Mit {other} wären es {other_usd} gewesen.</translation>
  </message>
  <message>
   <source>{most} or {last}</source>
   <translation>{most} oder {last}</translation>
  </message>
  <message>
   <source>{names} and {count} more</source>
   <translation>{names} und {count} weitere</translation>
  </message>
  <message>
   <source>{name} answers again.</source>
   <translation>{name} antwortet wieder.</translation>
  </message>
  <message>
   <source>{name} can't be read: only WAV, FLAC, Ogg and MP3 can. For the rest, install voiceapp[local].</source>
   <translation>{name} ist nicht lesbar: Nur WAV, FLAC, Ogg und MP3 sind es. Für alles andere voiceapp[local] installieren.</translation>
  </message>
  <message>
   <source>{name} can't be used here. Drop a picture, a text, a recording, or exported conversations.</source>
   <translation>{name} ist hier nicht verwendbar. Ein Bild, einen Text, eine Aufnahme oder exportierte Gespräche hierher ziehen.</translation>
  </message>
  <message>
   <source>{name} cannot be written: end its name in .wav or .flac.</source>
   <translation>{name} lässt sich nicht schreiben: Der Name muss auf .wav oder .flac enden.</translation>
  </message>
  <message>
   <source>{name} has several lines. Name one of them.</source>
   <translation>{name} hat mehrere Zeilen. Nennen Sie eine davon.</translation>
  </message>
  <message>
   <source>{name} in a watched folder can't be opened. Check whether you may read it; once it changes, it's tried again.</source>
   <translation>{name} in einem überwachten Ordner lässt sich nicht öffnen. Prüfen, ob die Datei gelesen werden darf; sobald sie sich ändert, wird es noch einmal versucht.</translation>
  </message>
  <message>
   <source>{name} is in your history.</source>
   <translation>{name} ist im Verlauf.</translation>
  </message>
  <message>
   <source>{name} is no GGUF file. Choose another one in Settings.</source>
   <translation>{name} ist keine GGUF-Datei. Wählen Sie in den Einstellungen eine andere.</translation>
  </message>
  <message>
   <source>{name} is outside every table and ignored.</source>
   <translation>{name} steht außerhalb jeder Tabelle und wird nicht beachtet.</translation>
  </message>
  <message>
   <source>{name} is too long for a message. Paste the part that you want to ask about.</source>
   <translation>{name} ist zu lang für eine Nachricht. Fügen Sie den Teil ein, um den es geht.</translation>
  </message>
  <message>
   <source>{name} is wrong: {why}</source>
   <translation>{name} ist falsch: {why}</translation>
  </message>
  <message>
   <source>{name} isn't read because keys don't belong in this file. Save keys in Settings instead.</source>
   <translation>{name} wird nicht gelesen, denn Schlüssel gehören nicht in diese Datei. Speichern Sie Schlüssel in den Einstellungen.</translation>
  </message>
  <message>
   <source>{name} isn't the file that it should be. Install it again with {command}.</source>
   <translation>{name} ist nicht die erwartete Datei. Installieren Sie sie neu mit {command}.</translation>
  </message>
  <message>
   <source>{name} isn't the file that its publisher made, so it wasn't kept.</source>
   <translation>{name} ist nicht die Datei des Herausgebers und wurde deshalb nicht behalten.</translation>
  </message>
  <message>
   <source>{name} must end in {first} or {second}.</source>
   <translation>{name} muss auf {first} oder {second} enden.</translation>
  </message>
  <message>
   <source>{name} needs {needed} GB of memory with the other models, and may take {half} GB, half of what's free. Close other programs, or choose a smaller model.</source>
   <translation>{name} braucht mit den anderen Modellen {needed} GB Arbeitsspeicher und darf {half} GB haben, die Hälfte dessen, was frei ist. Schließen Sie andere Programme, oder wählen Sie ein kleineres Modell.</translation>
  </message>
  <message>
   <source>{name} needs {needed} GB of memory with the other models, and may take {half} GB, half of what's free. Until there's more, a small model answers.</source>
   <translation>{name} braucht mit den anderen Modellen {needed} GB Arbeitsspeicher und darf {half} GB haben, die Hälfte dessen, was frei ist. Bis mehr frei ist, antwortet ein kleines Modell.</translation>
  </message>
  <message>
   <source>{name} says too little in this recording to be known again by the voice.</source>
   <translation>{name} sagt in dieser Aufnahme zu wenig, um an der Stimme wiedererkannt zu werden.</translation>
  </message>
  <message>
   <source>{name}.json is missing. A Piper voice needs it next to its .onnx file.</source>
   <translation>{name}.json fehlt. Eine Piper-Stimme braucht sie neben ihrer .onnx-Datei.</translation>
  </message>
  <message>
   <source>{name}: no speech found.</source>
   <translation>{name}: keine Sprache gefunden.</translation>
  </message>
  <message>
   <source>{numbers}, or 0 for {meaning}</source>
   <translation>{numbers}, oder 0 für „{meaning}“</translation>
  </message>
  <message>
   <source>{origin} isn't encrypted, so your system's proxy could read everything. Use https.</source>
   <translation>{origin} ist nicht verschlüsselt, deshalb könnte der Proxy Ihres Systems alles mitlesen. Nehmen Sie https.</translation>
  </message>
  <message>
   <source>{part} for this device isn't installed. Run {command}, or enter a key.</source>
   <translation>{part} für dieses Gerät ist nicht installiert. Führen Sie {command} aus, oder geben Sie einen Schlüssel ein.</translation>
  </message>
  <message>
   <source>{part} isn't here yet. Get it in {place}, or run {command}.</source>
   <translation>{part} ist noch nicht da. Laden Sie es unter {place}, oder führen Sie {command} aus.</translation>
  </message>
  <message>
   <source>{part} isn't where the settings say. Choose another file there.</source>
   <translation>{part} fehlt an der Stelle, die in den Einstellungen steht. Wählen Sie dort eine andere Datei.</translation>
  </message>
  <message>
   <source>{part} on this device crashed several times. Choose another one.</source>
   <translation>{part} auf diesem Gerät ist mehrmals abgestürzt. Wählen Sie ein anderes Modell.</translation>
  </message>
  <message>
   <source>{part} on this device crashed. Reloading it.</source>
   <translation>{part} auf diesem Gerät ist abgestürzt und wird neu geladen.</translation>
  </message>
  <message>
   <source>{part} on this device ended while it was loading.</source>
   <translation>{part} auf diesem Gerät wurde beim Laden beendet.</translation>
  </message>
  <message>
   <source>{part} on this device failed.</source>
   <translation>{part} auf diesem Gerät hat einen Fehler gemeldet.</translation>
  </message>
  <message>
   <source>{part} on this device takes too long to load.</source>
   <translation>{part} auf diesem Gerät braucht zu lange zum Laden.</translation>
  </message>
  <message>
   <source>{part} on this device was ended.</source>
   <translation>{part} auf diesem Gerät wurde beendet.</translation>
  </message>
  <message>
   <source>{path} can't be read ({why}). Close its program, then try again.</source>
   <translation>{path} kann nicht gelesen werden ({why}). Schließen Sie das Programm dazu und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>{path} can't be read ({why}). Privacy and budget settings use their strictest values, all others their defaults.</source>
   <translation>{path} ist nicht lesbar ({why}). Für Datenschutz und Budget gelten die strengsten Werte, für alles andere der Standard.</translation>
  </message>
  <message>
   <source>{path} can't be used ({why}). Choose another place.</source>
   <translation>{path} kann nicht verwendet werden ({why}). Wählen Sie einen anderen Ort.</translation>
  </message>
  <message>
   <source>{path} can't be written ({why}). The change lasts until you quit.</source>
   <translation>{path} lässt sich nicht schreiben ({why}). Die Änderung gilt nur bis zum Beenden.</translation>
  </message>
  <message>
   <source>{path} cannot be read: {why}</source>
   <translation>{path} ist nicht lesbar: {why}</translation>
  </message>
  <message>
   <source>{path} cannot be used ({why}): choose another place.</source>
   <translation>{path} ist nicht verwendbar ({why}): Wählen Sie einen anderen Ort.</translation>
  </message>
  <message>
   <source>{path} couldn't be read ({why}). Choose another file.</source>
   <translation>{path} ließ sich nicht lesen ({why}). Wählen Sie eine andere Datei.</translation>
  </message>
  <message>
   <source>{path} couldn't be written ({why}). Choose another place.</source>
   <translation>{path} ließ sich nicht schreiben ({why}). Wählen Sie einen anderen Ort.</translation>
  </message>
  <message>
   <source>{path} exists already. Choose another name, or use --force.</source>
   <translation>{path} gibt es schon. Wählen Sie einen anderen Namen, oder nehmen Sie --force.</translation>
  </message>
  <message>
   <source>{path} holds no list of words. Choose a CSV file, a text file with a word on each line, or a dictionary of VoiceInk.</source>
   <translation>{path} enthält keine Wortliste. Wählen Sie eine CSV-Datei, eine Textdatei mit einem Wort pro Zeile oder ein Wörterbuch von VoiceInk.</translation>
  </message>
  <message>
   <source>{path} is no file of profiles.</source>
   <translation>{path} ist keine Datei mit Profilen.</translation>
  </message>
  <message>
   <source>{path} is no sound file that can be read here (FLAC, WAV, Ogg and MP3 can).</source>
   <translation>{path} ist keine Tondatei, die sich hier lesen lässt (FLAC, WAV, Ogg und MP3 gehen).</translation>
  </message>
  <message>
   <source>{path}, line {line}: {what}</source>
   <translation>{path}, Zeile {line}: {what}</translation>
  </message>
  <message>
   <source>{path}: {seconds} s</source>
   <translation>{path}: {seconds} s</translation>
  </message>
  <message>
   <source>{path}: {seconds} s heard</source>
   <translation>{path}: {seconds} s gehört</translation>
  </message>
  <message>
   <source>{player} can't do that now.</source>
   <translation>{player} kann das gerade nicht.</translation>
  </message>
  <message>
   <source>{player} doesn't answer.</source>
   <translation>{player} antwortet nicht.</translation>
  </message>
  <message>
   <source>{program} couldn't be opened.</source>
   <translation>{program} ließ sich nicht öffnen.</translation>
  </message>
  <message>
   <source>{provider} has a single protocol for this. Leave it at “Detected automatically”.</source>
   <translation>{provider} kennt dafür nur ein Protokoll. Lassen Sie „Automatisch erkannt“ stehen.</translation>
  </message>
  <message>
   <source>{provider} is told only which voice speaks. Leave this empty.</source>
   <translation>{provider} erfährt nur, welche Stimme spricht. Lassen Sie dieses Feld leer.</translation>
  </message>
  <message>
   <source>{question} - type /yes or /no</source>
   <translation>{question} – tippen Sie /yes (ja) oder /no (nein)</translation>
  </message>
  <message>
   <source>{question} - type /yes, /always or /no</source>
   <translation>{question} – tippen Sie /yes (ja), /always (immer) oder /no (nein)</translation>
  </message>
  <message>
   <source>{question} {fields} - type yes to allow it</source>
   <translation>{question} {fields} – tippen Sie ja, um es zu erlauben</translation>
  </message>
  <message>
   <source>{sentence} The service says “{said}”.</source>
   <translation>{sentence} Der Dienst sagt: „{said}“.</translation>
  </message>
  <message>
   <source>{server} accepts the key</source>
   <translation>{server} nimmt den Schlüssel an</translation>
  </message>
  <message>
   <source>{server} answers after {milliseconds} ms</source>
   <translation>{server} antwortet nach {milliseconds} ms</translation>
  </message>
  <message>
   <source>{server} answers as {kind}</source>
   <translation>{server} antwortet als {kind}</translation>
  </message>
  <message>
   <source>{server} answers but lists no models. Choose one for each role.</source>
   <translation>{server} antwortet, nennt aber keine Modelle. Wählen Sie für jede Rolle eines.</translation>
  </message>
  <message>
   <source>{server} answers without a key</source>
   <translation>{server} antwortet ohne Schlüssel</translation>
  </message>
  <message>
   <source>{server} can't be reached.</source>
   <translation>{server} ist nicht erreichbar.</translation>
  </message>
  <message>
   <source>{server} couldn't do this: {why}</source>
   <translation>{server} konnte das nicht: {why}</translation>
  </message>
  <message>
   <source>{server} describes its tool “{tool}” otherwise now, so it asks each time again.</source>
   <translation>{server} beschreibt das Werkzeug „{tool}“ jetzt anders. Es fragt deshalb wieder jedes Mal.</translation>
  </message>
  <message>
   <source>{server} didn't answer in time.</source>
   <translation>{server} hat nicht rechtzeitig geantwortet.</translation>
  </message>
  <message>
   <source>{server} ended while it was working. It's being started again.</source>
   <translation>{server} hat sich mitten in der Arbeit beendet und wird neu gestartet.</translation>
  </message>
  <message>
   <source>{server} isn't running right now, so this wasn't done.</source>
   <translation>{server} läuft gerade nicht, deshalb ist nichts geschehen.</translation>
  </message>
  <message>
   <source>{server} listens for “{phrase}”</source>
   <translation>{server} hört auf „{phrase}“</translation>
  </message>
  <message>
   <source>{setting} = "{word}" no longer exists because {why}. {now} is used.</source>
   <translation>Die Wahl {setting} = „{word}“ gibt es nicht mehr, denn {why}. Es gilt {now}.</translation>
  </message>
  <message>
   <source>{setting} can't be "{value}": {why}</source>
   <translation>{setting} kann nicht „{value}“ sein: {why}</translation>
  </message>
  <message>
   <source>{setting} has no entry {entry}.</source>
   <translation>{setting} hat keinen Eintrag {entry}.</translation>
  </message>
  <message>
   <source>{source} and {target} don't measure the same.</source>
   <translation>{source} und {target} messen Verschiedenes.</translation>
  </message>
  <message>
   <source>{spent} of this month's {limit} spent. After that, this device answers.</source>
   <translation>Von {limit} für diesen Monat sind {spent} ausgegeben. Danach antwortet dieses Gerät.</translation>
  </message>
  <message>
   <source>{spent} of today's {limit} spent. After that, this device answers.</source>
   <translation>Von {limit} für heute sind {spent} ausgegeben. Danach antwortet dieses Gerät.</translation>
  </message>
  <message>
   <source>{state} · asleep</source>
   <translation>{state} · schläft</translation>
  </message>
  <message>
   <source>{state} · listening</source>
   <translation>{state} · hört zu</translation>
  </message>
  <message>
   <source>{state} · off the record</source>
   <translation>{state} · unter uns</translation>
  </message>
  <message>
   <source>{steps} events, {differing} of them led to something else than they did then.</source>
   <translation>{steps} Ereignisse, {differing} davon führten zu etwas anderem als damals.</translation>
  </message>
  <message>
   <source>{text} (in {title})</source>
   <translation>{text} (in {title})</translation>
  </message>
  <message>
   <source>{text}… ({count} more characters)</source>
   <translation>{text}… ({count} weitere Zeichen)</translation>
  </message>
  <message>
   <source>{title} comes while the window is open ({size})</source>
   <translation>{title} kommt, während das Fenster offen ist ({size})</translation>
  </message>
  <message>
   <source>{title} has changed. Delete it, then get it again.</source>
   <translation>{title} hat sich verändert. Löschen Sie es, und laden Sie es neu.</translation>
  </message>
  <message>
   <source>{title} has no sample. Get it to hear it: you can delete it again.</source>
   <translation>{title} hat keine Hörprobe. Laden Sie die Stimme, um sie zu hören: Sie können sie wieder löschen.</translation>
  </message>
  <message>
   <source>{title} is already being downloaded.</source>
   <translation>{title} wird schon heruntergeladen.</translation>
  </message>
  <message>
   <source>{title} is here ({licence}).</source>
   <translation>{title} ist da ({licence}).</translation>
  </message>
  <message>
   <source>{title} is here. It speaks {language} from now on.</source>
   <translation>{title} ist da und spricht ab jetzt {language}.</translation>
  </message>
  <message>
   <source>{title} is here. It transcribes what you say next.</source>
   <translation>{title} ist da. Was Sie als Nächstes sagen, erkennt schon dieses Modell.</translation>
  </message>
  <message>
   <source>{title} is here. The next answer comes from it.</source>
   <translation>{title} ist da. Die nächste Antwort gibt schon dieses Modell.</translation>
  </message>
  <message>
   <source>{title} is here. To use it, choose it in Settings &gt; {place}.</source>
   <translation>{title} ist da. Auswählen lässt es sich unter Einstellungen &gt; {place}.</translation>
  </message>
  <message>
   <source>{title} is used by itself. There's no other.</source>
   <translation>{title} wird von selbst verwendet. Ein anderes gibt es nicht.</translation>
  </message>
  <message>
   <source>{title} isn't on this device. Get it, or choose another model.</source>
   <translation>{title} ist nicht auf diesem Gerät. Laden Sie es herunter, oder wählen Sie ein anderes Modell.</translation>
  </message>
  <message>
   <source>{title}'s sample can't be reached. Check your network.</source>
   <translation>Die Hörprobe von {title} ist nicht erreichbar. Prüfen Sie Ihr Netzwerk.</translation>
  </message>
  <message>
   <source>{tool} · not allowed</source>
   <translation>{tool} · nicht erlaubt</translation>
  </message>
  <message>
   <source>{wanted} of at most {longest} characters</source>
   <translation>{wanted} mit höchstens {longest} Zeichen</translation>
  </message>
  <message>
   <source>{wanted}, at most {most}</source>
   <translation>{wanted}, höchstens {most}</translation>
  </message>
  <message>
   <source>{wanted}, each {choices}</source>
   <translation>{wanted}, jeweils {choices}</translation>
  </message>
  <message>
   <source>{what} of your own ({size})</source>
   <translation>{what}, eigene Datei ({size})</translation>
  </message>
  <message>
   <source>{why} So this was held back, unchecked.</source>
   <translation>{why} Darum wurde dies ungeprüft zurückgehalten.</translation>
  </message>
  <message>
   <source>{why} Until that works, what is said goes unchecked.</source>
   <translation>{why} Bis das geht, wird nichts geprüft.</translation>
  </message>
  <message>
   <source>{why}, so a key that you enter is kept only until you close voiceapp.</source>
   <translation>{why}, deshalb bleibt ein eingegebener Schlüssel nur, bis Sie voiceapp schließen.</translation>
  </message>
  <message>
   <source>{why}, so it's kept only until you close voiceapp.</source>
   <translation>{why}. Es bleibt deshalb nur, bis Sie voiceapp schließen.</translation>
  </message>
  <message>
   <source>{why}, so the key is kept only until you close voiceapp.</source>
   <translation>{why}, deshalb bleibt der Schlüssel nur, bis Sie voiceapp schließen.</translation>
  </message>
  <message>
   <source>{why}, so the key is kept only until you close voiceapp. {variable} keeps it longer.</source>
   <translation>{why}, deshalb bleibt der Schlüssel nur, bis Sie voiceapp schließen. {variable} behält ihn länger.</translation>
  </message>
  <message>
   <source>{why}, so the key may still be in it. Remove it there, under the name {name}.</source>
   <translation>{why}, deshalb ist der Schlüssel vielleicht noch darin. Entfernen Sie ihn dort unter dem Namen {name}.</translation>
  </message>
  <message>
   <source>{year}-{month}-{day}</source>
   <translation>{day}.{month}.{year}</translation>
  </message>
  <message>
   <source>“Alexa”</source>
   <translation>„Alexa“</translation>
  </message>
  <message>
   <source>“Hey Jarvis”</source>
   <translation>„Hey Jarvis“</translation>
  </message>
  <message>
   <source>“Hey Mycroft”</source>
   <translation>„Hey Mycroft“</translation>
  </message>
  <message>
   <source>“Okay Nabu” (also German, French, Spanish…)</source>
   <translation>„Okay Nabu“ (auch auf Deutsch, Französisch, Spanisch …)</translation>
  </message>
  <message>
   <source>“{text}” is no day: write 2026-11-20, 2026-11-20T14:00, today or yesterday.</source>
   <translation>„{text}“ ist kein Tag: Schreiben Sie 2026-11-20, 2026-11-20T14:00, today oder yesterday.</translation>
  </message>
  <message>
   <source>“{title}” couldn't be saved in the folder ({why}). It's saved as soon as it can be.</source>
   <translation>„{title}“ ließ sich nicht im Ordner speichern ({why}). Es wird gespeichert, sobald es geht.</translation>
  </message>
  <message>
   <source>… and {count} more: --count shows them.</source>
   <translation>… und {count} weitere: --count zeigt sie.</translation>
  </message>
 </context>
</TS>
