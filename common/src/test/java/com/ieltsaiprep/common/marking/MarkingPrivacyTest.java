package com.ieltsaiprep.common.marking;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.common.text.Words;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Models that repeat the essay wherever they can. */
final class MarkingPrivacyTest {
    private final MarkingEngine engine = new MarkingEngine(MarkingSamples.CONFIG);

    @Test
    void keepsNothingOfTheEssayButShortQuotes() {
        MarkingState state = engine.begin(MarkingSamples.essay(MarkingSamples.ESSAY));
        for (ModelRequest request : engine.next(state)) {
            state = engine.replied(state, request.id(), echo(request));
        }
        Assessment assessment = engine.assess(state);
        List<String> essay = Words.of(MarkingSamples.ESSAY);
        List<String> shown = Words.of(Json.write(assessment.toJson()));
        Set<List<String>> runs = new HashSet<>();
        IntStream.rangeClosed(0, shown.size() - 9)
                .forEach(at -> runs.add(shown.subList(at, at + 9)));
        long repeated =
                IntStream.rangeClosed(0, essay.size() - 9)
                        .filter(at -> runs.contains(essay.subList(at, at + 9)))
                        .count();

        assertThat(assessment.isMarked()).isTrue();
        assertThat(Json.write(assessment.toJson())).contains("While shop owners are afraid");
        assertThat(repeated).isZero();
    }

    /** Returns a reply whose every text is as much of the essay as its field takes. */
    private static ModelReply echo(ModelRequest request) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        Map<?, ?> properties = Json.members(request.schema().get("properties"));
        properties.forEach((name, schema) -> members.put(String.valueOf(name), echo(schema)));
        return ScriptedMarker.reply(request.tool(), members);
    }

    private static Object echo(@Nullable Object schema) {
        Map<String, @Nullable Object> members = Json.members(schema);
        String description = String.valueOf(members.get("description"));
        return switch (String.valueOf(members.get("type"))) {
            case "integer" -> 6;
            case "array" ->
                    Collections.nCopies(
                            description.contains("Exactly 3") ? 3 : 12, echo(members.get("items")));
            case "object" -> {
                Map<String, Object> object = new LinkedHashMap<>();
                Json.members(members.get("properties"))
                        .forEach((name, member) -> object.put(name, echo(member)));
                yield object;
            }
            default -> text(members, description);
        };
    }

    private static String text(Map<String, @Nullable Object> schema, String description) {
        if (schema.get("enum") instanceof List<?> choices) {
            return String.valueOf(choices.getFirst());
        } else if (description.contains("8 words")) {
            return "while shop owners are afraid of loosing customers";
        } else if (description.startsWith("What the place shows")) {
            return "This is a short comment.";
        }
        return MarkingSamples.ESSAY.substring(0, 1_500);
    }
}
