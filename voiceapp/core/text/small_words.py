"""Lists, for each language that is told by its words, the small words and the letters that give it away."""

import re

_LISTS = {
    "en": """the a an and or but of to in is are was were be been it its this that these those you your i i'm my me we our
        he she they his her him their not no yes don't doesn't can't isn't it's that's there's what which who when where
        why how with for on at by from as if so do does did have has had will would can could should may might about up
        out then than there here just now more some any all very good morning hello thanks thank please sorry sure okay
        today tomorrow yesterday let's know think want need time also only into over after before again""",
    "de": """der die das den dem des ein eine einen einem einer und oder aber nicht kein keine ich du er sie es wir ihr
        mich mir dich dir ihn ihm uns euch mein meine dein ist sind war waren bin bist sein wird werden wurde hat haben
        hatte habe kann können soll muss mit auf für von zu zum zur im in am an aus bei nach über unter vor durch um
        wie was wer wo wann warum dass wenn weil als auch nur noch schon sehr mehr hier dort da dann jetzt heute morgen
        gestern ja nein doch bitte danke hallo guten gut gute tag abend alles so gern gerne natürlich uhr leider etwas""",
    "es": """el la los las un una unos unas y o pero no sí de del a al en es son era está están estoy soy eres ser estar
        que qué quién cuál cuándo cuánto dónde cómo por para con sin sobre yo tú él ella usted nosotros ellos me te se le
        lo nos mi tu su hay muy más menos también ya aquí allí hoy mañana ayer hola gracias favor buenos buenas días
        tardes noches bien bueno tengo tiene tienes puede puedo quiero hacer esto eso este esta si porque como claro""",
    "fr": """le la les un une des du de et ou mais ne pas plus je tu il elle on nous vous ils elles me te se lui leur mon
        ma mes ton ta son sa ses c'est est sont était suis es être ai as a ont avoir avez avait que qui quoi quand où
        comment pourquoi dans sur sous avec sans pour par en au aux ce cette ces ça très bien bon bonne bonjour merci
        oui non s'il plaît aujourd'hui demain hier ici là alors aussi si peut peux veux fait il_y j'ai n'est d'accord
        qu'il qu'est l'heure salut beaucoup tout toujours""",
    "it": """il lo la i gli le un uno una e ed o ma non sì di del della dei delle a al alla in nel nella da dal con su per
        tra che chi cosa quando dove come perché quale quanto è sono era sei siamo essere ho hai ha hanno avere io tu lui
        lei noi voi loro mi ti si ci vi mio tuo suo questo questa quello molto più anche già qui lì oggi domani ieri
        ciao grazie prego buongiorno buonasera bene buono sto sta può puoi posso voglio fare c'è certo ora ore tempo""",
    "pt": """o a os as um uma uns umas e ou mas não sim de do da dos das em no na nos nas ao à por pelo pela para com sem
        que quem qual quando onde como porque é são era está estão estou sou ser estar eu tu ele ela você vocês nós eles
        me te se lhe meu minha seu sua isto isso este esta muito mais menos também já aqui ali hoje amanhã ontem olá oi
        obrigado obrigada bom boa dia tarde noite bem tenho tem pode posso quero fazer há claro agora então às""",
    "nl": """de het een en of maar niet geen ik jij je u hij zij ze wij we jullie hun hen mij me hem haar mijn jouw zijn
        is was waren ben bent word wordt worden werd heb hebt heeft hebben had kan kunnen moet zal zou met op voor van
        naar in aan uit bij om over onder door te dat die dit deze wat wie waar wanneer waarom hoe als ook nog al heel
        meer hier daar er dan nu vandaag morgen gisteren ja nee hallo goed goede goedemorgen dag dank bedankt
        alsjeblieft graag uur natuurlijk wel iets""",
    "pl": """i a w we z ze na do od po za przed nad pod o u dla nie tak jest są był była było być jestem jesteś ja ty on
        ona ono my wy oni mnie mi cię ci go mu jej ich mój moja twój się to ten ta te tego tym co kto gdzie kiedy jak
        dlaczego czy że jeśli bo ale lub oraz też tylko już jeszcze bardzo więcej tu tam teraz dziś dzisiaj jutro wczoraj
        cześć dzień dobry dobrze dziękuję proszę mam masz ma może mogę chcę godzina czas""",
    "sl": """in ali pa ne da je so sem si smo ste bil bila bilo biti jaz ti on ona mi vi oni me te ga mu jo jih moj moja
        tvoj se to ta te tega tem kaj kdo kje kdaj kako zakaj če ker ampak tudi samo že še zelo več tukaj tam zdaj danes
        jutri včeraj zdravo živjo pozdravljeni dober dan dobro hvala prosim imam ima lahko hočem ura v na za z s od do
        po pri o ob pred""",
    "tr": """bir ve veya ama değil evet hayır bu şu o ben sen biz siz onlar bana sana ona benim senin onun var yok ne kim
        nerede zaman nasıl neden niçin hangi mi mı mu mü için ile gibi kadar daha çok az en da de ki ise şimdi bugün yarın
        dün burada orada merhaba selam teşekkürler teşekkür ederim lütfen günaydın iyi güzel tamam saat olarak oldu olan
        istiyorum sonra önce""",
    "ru": """и в во не на я что он она оно мы вы они с со как а то это этот эта эти так но по за из от до у же к ко для
        бы о об мне меня тебя тебе его её их мой моя твой есть был была было быть где когда кто почему какой если или
        тоже только уже ещё еще очень больше здесь там сейчас сегодня завтра вчера привет здравствуйте спасибо
        пожалуйста да нет хорошо можно могу хочу время утро день""",
    "uk": """і й та в у не на я що він вона воно ми ви вони з із як а то це цей ця ці так але по за від до же для б о про
        мені мене тебе тобі його її їх мій моя твій є був була було бути де коли хто чому який якщо або теж тільки вже ще
        дуже більше тут там зараз сьогодні завтра вчора привіт вітаю дякую будь ласка ні добре можна можу хочу час
        ранок день""",
}
SMALL_WORDS: dict[str, frozenset[str]] = {code: frozenset(words.split()) for code, words in _LISTS.items()}
LETTERS: dict[str, re.Pattern[str]] = {
    "en": re.compile(r"wh|ght|ough|th|ck|ing$|ly$|'(?:ll|re|ve)$"),
    "de": re.compile(r"[äöüß]|sch|lich|keit$|heit$|ung(?:en)?$|[^s]tz|pf"),
    "es": re.compile(r"[ñ¿¡]|ción(?:es)?$|[aeo]mos$|ll[aeo]|dad$|ando$|iendo$"),
    "fr": re.compile(r"[èêâîôûçœëï]|eux?$|eau|oi[rst]?$|ment$|^[cdjlmnst]'|tion$"),
    "it": re.compile(r"[ìòù]|zion[ei]$|gli|cch|zz|ss[aeio]$|tt[aeio]$|are$|ere$|ire$"),
    "pt": re.compile(r"[ãõ]|ções$|nh|lh|ção$|mente$|ê|ô"),
    "nl": re.compile(r"ij|aa|uu|oe|sch[^a-z]*$|ee[^u]|oo[^k]|lijk|heid$|eeu|auw|cht"),
    "pl": re.compile(r"[ąęłńśźż]|cz|sz|rz|ów$|ych$|ego$"),
    "sl": re.compile(r"[čšž]|nj|lj|ij[aeo]|ov[aeio]|em$"),
    "tr": re.compile(r"[ığş]|l[ae]r|yor|[dt][ae]n$|s[ıi]n"),
    "ru": re.compile(r"[ыэъё]|ться?$"),
    "uk": re.compile(r"[іїєґ]"),
}
