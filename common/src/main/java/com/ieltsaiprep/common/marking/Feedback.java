package com.ieltsaiprep.common.marking;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Feedback on an answer: what helps its writer, and sets no band. */
record Feedback(
        List<AuditPart> audit,
        List<ErrorPattern> errorPatterns,
        List<ImprovedSentence> improvedSentences,
        List<VocabularyItem> vocabulary,
        List<String> nextActions) {
    /** Feedback of an answer that got none. */
    static final Feedback NONE =
            new Feedback(List.of(), List.of(), List.of(), List.of(), List.of());

    private static final int ACTIONS = 3;
    private static final int MAX_ACTION = 250;
    private static final int MAX_AUDIT = 6;
    private static final int MAX_PATTERNS = 7;
    private static final int MAX_SENTENCES = 3;
    private static final int MAX_VOCABULARY = 6;

    Feedback {
        audit = List.copyOf(audit);
        errorPatterns = List.copyOf(errorPatterns);
        improvedSentences = List.copyOf(improvedSentences);
        vocabulary = List.copyOf(vocabulary);
        nextActions = List.copyOf(nextActions);
    }

    /** Reads a tool's input, unverified. */
    static Feedback reply(Map<String, @Nullable Object> input) {
        Feedback feedback = read(input);
        if (feedback.nextActions.size() != ACTIONS) {
            throw new InvalidReplyException(
                    feedback.nextActions.size() < ACTIONS
                            ? ReplyFault.TOO_SHORT
                            : ReplyFault.TOO_LONG);
        }
        return feedback;
    }

    /** Reads what {@link #toJson} wrote. */
    static Feedback read(Map<String, @Nullable Object> json) {
        StrictMembers members =
                StrictMembers.of(
                        json,
                        "audit",
                        "error_patterns",
                        "improved_sentences",
                        "vocabulary",
                        "next_actions");
        return new Feedback(
                members.list("audit", AuditPart::read),
                members.list("error_patterns", ErrorPattern::read),
                members.list("improved_sentences", ImprovedSentence::read),
                members.list("vocabulary", VocabularyItem::read),
                members.texts("next_actions"));
    }

    /** Returns the feedback with what is true of the essay and may be shown. */
    Feedback verified(OwnWords words) {
        return new Feedback(
                kept(audit, it -> it.verified(words), MAX_AUDIT),
                kept(errorPatterns, it -> it.verified(words), MAX_PATTERNS).stream()
                        .sorted(Comparator.comparingInt(ErrorPattern::count).reversed())
                        .toList(),
                kept(improvedSentences, it -> it.verified(words), MAX_SENTENCES),
                kept(vocabulary, it -> it.verified(words), MAX_VOCABULARY),
                kept(nextActions, it -> words.comment(it, MAX_ACTION), ACTIONS));
    }

    private static <T> List<T> kept(List<T> items, Function<T, Optional<T>> check, int max) {
        return items.stream().map(check).flatMap(Optional::stream).distinct().limit(max).toList();
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("audit", audit.stream().map(AuditPart::toJson).toList());
        json.put("error_patterns", errorPatterns.stream().map(ErrorPattern::toJson).toList());
        json.put(
                "improved_sentences",
                improvedSentences.stream().map(ImprovedSentence::toJson).toList());
        json.put("vocabulary", vocabulary.stream().map(VocabularyItem::toJson).toList());
        json.put("next_actions", nextActions);
        return json;
    }

    /** Returns the numbers of items only. */
    @Override
    public String toString() {
        return "Feedback[%d patterns]".formatted(errorPatterns.size());
    }
}
