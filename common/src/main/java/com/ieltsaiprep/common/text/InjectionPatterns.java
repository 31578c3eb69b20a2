package com.ieltsaiprep.common.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Prompt-injection patterns: phrases and markup by which a text gives orders to the marker. They
 * take linear time, because each skips a bounded number of words.
 *
 * <p>A phrase counts as an order only at the start of a clause or after "you must" and the like, so
 * that "drivers ignore all previous rules" is none.
 */
final class InjectionPatterns {
    /** Words before an order, in the phrase view. */
    private static final String ORDER_START =
            "(?:^|\\| (?:(?:and|now|then|so|just|simply|also|but|first) )?|please |kindly |you"
                    + " (?:must|should|will|can|may|shall|have to|need to|are to) |want you to )";

    /** Names that {@link #PHRASES} use, with what they stand for, a line each. */
    private static final String NAMES =
            """
            @ (?:^|(?<=\\| ))
            ; (?= \\|| ?$)
            IGNORE (?:ignore|disregard|forget|override|overrule|bypass|skip|discard|neglect)
            EARLIER (?:previous|prior|above|preceding|earlier|foregoing|system|your_(?:previous|prior|own|original|system))
            ORDERS (?:instructions?|prompts?|guidelines?|rubrics?|criteria|descriptors?|directions?|directives?|rules?|commands?|orders?|context|text)\\b
            GIVE (?:give|award|assign|grant|mark|rate|score|grade|output|return|set|put|write|print|answer|respond|reply|evaluate|assess|choose|select|record)
            TARGET (?:this|my|me|it|the_(?:essay|answer|response|candidate|text|writing|task|submission)|all_(?:the_)?(?:four_)?(?:criteria|criterion)|(?:each|every)_criterion|with|only|essay|answer|response|overall)
            THIS \\b(?:this|my|the_above|the_following)_(?:essay|answer|response|text|writing|script|submission)
            MARK (?:bands?|scores?|marks?|grades?)
            TOP (?:9|nine|10|ten|100|full|max|maximum|highest|perfect|top|best|8|eight)\\b
            READER (?:ai_(?:model|marker|grader|examiner|assistant|system|rater|scorer|evaluator)|chatgpt|gpt|llm|language_model|marker|grader|(?:marking|grading|scoring)_(?:model|system|engine)|scorer|rater|assessor|examiner|evaluator|robot|bot)\\b
            """;

    /**
     * Phrases of the phrase view, a line each. In them {@code _} is a gap between words, {@code ~}
     * the start of an order, {@code @} and {@code ;} the start and end of a clause, and {@code <n>}
     * up to n words.
     */
    private static final String PHRASES =
            """
            ~IGNORE_<4>EARLIER_<3>ORDERS
            ~IGNORE_<4>ORDERS_(?:above|before|so_far|given|you)
            ~IGNORE_(?:all_|any_|the_|these_|those_|of_|your_){0,3}(?:(?:marking|grading|scoring|assessment|band|official|own)_)?(?:instructions?|rubrics?|prompts?|descriptors?|criteria|scheme|programming|(?:word_|minimum_)(?:count|limit|length))
            ~IGNORE_(?:everything|anything|all)_<4>(?:above|before|earlier|previously|so_far|told|instructed)
            ~(?:do_not|don't|never|stop)_(?:follow|following|obey|obeying|apply|applying|use|using)_<3>(?:rubrics?|descriptors?|criteria|EARLIER_ORDERS)
            ~GIVE_<2>TARGET_<5>(?:MARK_<3>TOP|TOP_<2>MARK)
            ~GIVE_(?:an?_|the_)?(?:overall_|final_)?MARK_(?:(?:score|of|to|at|is|as)_){0,2}TOP
            ~(?:give|award|grant)_(?:(?:me|it|us)_)?(?:(?:the|a)_)?(?:full|maximum|highest|perfect|top|best)_<2>(?:MARK|points)
            THIS_<3>(?:deserves?|merits?|earns?|warrants?|must|should|has|needs?|ought|is|was|shall|will)_<8>(?:band_(?:(?:score|level|of|is)_){0,2}TOP|(?:score|mark|grade)_(?:of_)?TOP|TOP_<2>MARK)
            \\b(?:this|it|here)_is_<3>band_(?:score_)?(?:9|nine|8|eight)
            \\bi_(?:deserve|demand)_<3>band_(?:score_)?TOP
            \\bband_(?:score_)?(?:9|nine)_(?:please|for_me|for_this|for_all|in_all|in_every|only)
            \\b(?:correct|final|right|true|overall|agreed|expected)_MARK_(?:score_)?(?:(?:is|was|of|for)_)?(?:9|nine|8|eight)\\b
            \\b(?:task_(?:response|achievement)|coherence_and_cohesion|lexical_resources?|grammatical_range|band_descriptors?)\\b
            \\b(?:dear|hello|hi|hey|note_(?:to|for)|message_(?:to|for)|attention|instructions?_(?:to|for))_(?:(?:the|my|all|any)_)?(?:READER|ai(?=;))
            @to_(?:the_|my_|all_)?READER;
            @you_are_(?:(?:now|no_longer|actually|only)_)?<3>(?:ai|language_model|llm|chatgpt|gpt|dan|chatbot|(?:generous|lenient|kind|friendly|easy)_<1>(?:examiner|marker|grader|assessor|teacher))\\b
            (?:@|from_now_on_)(?:act|behave|pretend|role_?play|imagine)_(?:as_if|as|like|to_be|that|you)_<4>(?:examiner|marker|grader|ai|language_model|chatbot|dan|developer|administrator)\\b
            @as_an?_(?:large_)?(?:ai|artificial_intelligence|language)_(?:language_)?model
            \\b(?:enter|enable|activate|start)_(?:developer|debug|dan|admin|god|jailbreak)_mode
            \\bsystem_prompt\\b
            ~(?:reveal|print|show|repeat|output|display|tell_me)_<3>(?:your|hidden|initial|secret)_(?:instructions|prompt|rules)
            ~(?:call|invoke|use|run)_(?:the_)?<2>(?:tool|function)_(?:call_)?(?:with|mark|and)
            ~(?:do_not|don't|never)_(?:deduct|penalise|penalize|lower|reduce|subtract|mark_down|criticise|criticize|punish|report|list|flag|take_off)_<4>(?:MARK|points|errors?|mistakes?|essay|me_for)
            \\b(?:real|actual|true)_(?:essay|answer)_(?:begins?|starts?|follows?|is_below)
            @(?:end|start|begin)_(?:of_)?(?:the_)?(?:essay|answer|candidate|candidate_answer|input|user_input|prompt|data|instructions?);
            \\bignor(?:a|e|ar|iere|iert)_<4>(?:instrucciones|instrucoes|anweisungen|istruzioni)|\\bignore[rz]_<4>instructions
            \\binstead_of_(?:marking|grading|scoring|assessing|evaluating)_(?:this|my|the_essay|the_answer|it)
            \\b(?:ai|automatic|automated|machine)_(?:marker|grader|rater|scorer|examiner)_(?:must|should|shall|will|has_to|needs_to)_<6>TOP
            \\byour_(?:developer|creator|administrator|operator)_(?:here|says|orders|wants|told|asks)|\\bi_am_your_(?:developer|creator|administrator|operator)
            \\b(?:ignore|disregard|forget)(?:all|any|the|your)*(?:previous|prior|above|earlier)\\w{0,12}(?:instructions?|prompts?|rules|criteria)
            \\b(?:give|award)(?:me|it|this|essay)*(?:a|an|the)?(?:overall)?band(?:score)?(?:9|nine)
            """;

    /** Markup, JSON and encoded text, in the folded text, a line each. */
    private static final String MARKUP =
            """
            <\\s*/?\\s*(?:essay|answer|candidate|system|assistant|user|human|instruction|prompt|tool|function|output|result|score|band|criteri|admin|developer|message|context|document|data|script|iframe|end|inst|sys|s)[\\w:-]{0,30}(?:\\s[^<>]{0,80})?/?>
            <\\|[^<>|]{1,30}\\|>|<!--|<<\\s*/?\\s*sys|```|\\{\\{
            \\[\\s*/?\\s*(?:inst|system|assistant|user|end)\\b[^\\]\\n]{0,30}\\]
            (?m)^[\\t\\x20#*>-]{0,10}(?:system|assistant|developer|user|human|examiner|marker)(?:\\x20(?:message|prompt|note|instructions?)){0,2}\\**\\s{0,3}:
            #{2,}\\s{0,3}(?:system|instruction|end|response|assistant|new)
            [-=*]{3}\\s{0,3}(?:end|begin|stop|start)\\b
            ["']\\w{2,30}["']\\s{0,5}:\\s{0,5}(?:[\\[{\\d"']|true|false|null)
            \\bband(?:[\\x20_]score)?\\s{0,3}[:=]{1,3}\\s{0,3}["']?(?:9|8|nine)
            \\b(?:score|grade|mark)\\s{0,3}[:=]{1,3}\\s{0,3}["']?(?:9|10|nine)\\b
            \\b(?:mark_criterion|give_feedback|candidate_answer|limiting_factor|stop_reason|end_turn|tool_?use|tool_?calls?|tool_?choice|function_?calls?)\\b
            \\b(?:new|updated|real|actual|additional|hidden|secret|important|further)\\s{1,3}(?:(?:system|marking)\\s)?(?:instructions?|directives?|prompt|orders?)\\s{0,3}:
            (?:&#x?[0-9a-f]{2,6};){4}|(?:\\\\[ux][0-9a-f]{2,4}){4}|(?:%[0-9a-f]{2}){6}
            (?:\\b[01]{8}\\b\\s?){4}
            (?<![0-9a-z])(?=[0-9]{0,31}[a-f])(?=[a-f]{0,31}[0-9])[0-9a-f]{32}
            \\bvtaber\\b.{0,40}vafgehpgvba|snoitcurtsni.{0,40}(?:erongi|dragersid)
            """;

    /**
     * Patterns of the text itself, a line each: base64 with both cases and a digit or sign, and
     * "ignore the instructions" in Russian, Chinese, Japanese, Korean, Arabic and Vietnamese.
     */
    private static final String ORIGINAL =
            """
            (?<![A-Za-z0-9+/_-])(?=[A-Za-z0-9_-]{0,80}[0-9+/=])(?=(?:[^\\sa-z]{0,40}[a-z][^\\sA-Z]{0,40}[A-Z]){2})[A-Za-z0-9+/_-]{24}
            (?iu)\u0438\u0433\u043d\u043e\u0440\u0438\u0440\u0443.{0,40}\u0438\u043d\u0441\u0442\u0440\u0443\u043a\u0446
            \u5ffd\u7565.{0,15}(?:\u6307\u4ee4|\u6307\u793a|\u8bf4\u660e|\u63d0\u793a)
            \u6307\u793a.{0,6}\u7121\u8996
            (?:\uc9c0\uc2dc|\uba85\ub839).{0,10}\ubb34\uc2dc
            \u062a\u062c\u0627\u0647\u0644.{0,30}\u0627\u0644\u062a\u0639\u0644\u064a\u0645\u0627\u062a
            (?iu)b\u1ecf\\x20qua.{0,30}(?:h\u01b0\u1edbng\\x20d\u1eabn|ch\u1ec9\\x20d\u1eabn|l\u1ec7nh)
            """;

    private static final List<Pattern> PHRASE_PATTERNS =
            PHRASES.strip().lines().map(InjectionPatterns::phrase).toList();

    private static final List<Pattern> MARKUP_PATTERNS = patterns(MARKUP);
    private static final List<Pattern> ORIGINAL_PATTERNS = patterns(ORIGINAL);

    private InjectionPatterns() {}

    /** Returns the parts of a text that match a pattern. */
    static List<FoldedText.Span> find(String text) {
        FoldedText folded = FoldedText.of(text);
        FoldedText phrases = PhraseView.of(folded);
        return Stream.of(
                        PHRASE_PATTERNS.stream().flatMap(phrases::find),
                        MARKUP_PATTERNS.stream().flatMap(folded::find),
                        ORIGINAL_PATTERNS.stream()
                                .flatMap(pattern -> pattern.matcher(text).results())
                                .map(it -> new FoldedText.Span(it.start(), it.end())))
                .flatMap(it -> it)
                .toList();
    }

    private static List<Pattern> patterns(String lines) {
        return lines.strip().lines().map(Pattern::compile).toList();
    }

    private static Pattern phrase(String line) {
        String expanded = line.startsWith("~") ? ORDER_START + "(" + line.substring(1) + ")" : line;
        for (String name : NAMES.strip().lines().toList()) {
            int end = name.indexOf(' ');
            expanded = expanded.replace(name.substring(0, end), name.substring(end + 1));
        }
        return Pattern.compile(
                expanded.replaceAll("<(\\d)>", "(?:[a-z0-9']{1,30}_){0,$1}")
                        .replace("_", "(?: \\| | )"));
    }
}
