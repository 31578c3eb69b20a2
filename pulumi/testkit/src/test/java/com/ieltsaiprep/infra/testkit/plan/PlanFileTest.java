package com.ieltsaiprep.infra.testkit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class PlanFileTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir private Path folder;

    @Test
    void readsWhatItHasWritten() throws Exception {
        Plan plan = plan(MAPPER.readTree("{\"name\":\"users\",\"ttl\":{\"enabled\":true}}"));

        PlanFile.write(plan, folder.resolve("dev.json"));

        assertThat(PlanFile.read(folder.resolve("dev.json"), "dev")).isEqualTo(plan);
    }

    @Test
    void hasDigestsOfLongDocuments() throws Exception {
        JsonNode inputs =
                MAPPER.readTree("{\"body\":{\"json\":{\"x\":\"" + "y".repeat(30_000) + "\"}}}");

        PlanFile.write(plan(inputs), folder.resolve("dev.json"));

        assertThat(Files.size(folder.resolve("dev.json"))).isLessThan(1000);
        assertThat(PlanFile.read(folder.resolve("dev.json"), "dev"))
                .isEqualTo(PlanFile.abridge(plan(inputs)));
    }

    @Test
    void isEmptyWithoutAFile() {
        assertThat(PlanFile.read(folder.resolve("absent.json"), "dev").resources()).isEmpty();
    }

    private static Plan plan(JsonNode inputs) throws Exception {
        PlannedResource table =
                new PlannedResource(
                        "ielts:data:Tables$aws:dynamodb/table:Table::users",
                        "aws:dynamodb/table:Table",
                        "users",
                        "ielts:data:Tables::tables",
                        "aws-us",
                        MAPPER.readTree("{\"protect\":true}"),
                        List.of("ielts:data:Tables::tables"),
                        inputs);
        return new Plan("dev", List.of(table), MAPPER.createObjectNode());
    }
}
