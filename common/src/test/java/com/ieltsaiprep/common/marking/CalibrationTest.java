package com.ieltsaiprep.common.marking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.common.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

final class CalibrationTest {
    private static final String FILE =
            """
            {"version": "2027-01", "date": "2027-01-15", "corrections": [
              {"model": "m", "prompts": "1", "criterion": "lexical_resource",
               "a": 1.5, "b": -4.0, "n": 60}]}\
            """;

    @Test
    void leavesEveryBandAsItIsWithoutLabelledData() {
        Calibration identity = Calibration.identity();

        assertThat(identity.version()).isEqualTo("identity");
        assertThat(identity.isCalibrated()).isFalse();
        for (Criterion criterion : Criterion.values()) {
            assertThat(identity.apply("m", "1", criterion, 7)).isEqualTo(7);
        }
    }

    @Test
    void correctsTheCriterionOfTheModelAndPromptsThatItWasMadeFor() {
        Calibration calibration = Calibration.parse(FILE);

        assertThat(calibration.apply("m", "1", Criterion.LEXICAL_RESOURCE, 7)).isEqualTo(6.5);
        assertThat(calibration.apply("m", "1", Criterion.LEXICAL_RESOURCE, 9)).isEqualTo(9);
        assertThat(calibration.apply("m", "1", Criterion.LEXICAL_RESOURCE, 2)).isEqualTo(1);
        assertThat(calibration.apply("m", "2", Criterion.LEXICAL_RESOURCE, 7)).isEqualTo(7);
        assertThat(calibration.apply("n", "1", Criterion.LEXICAL_RESOURCE, 7)).isEqualTo(7);
        assertThat(calibration.apply("m", "1", Criterion.TASK_RESPONSE, 7)).isEqualTo(7);
    }

    @Test
    void saysSoInTheReport() {
        MarkingEngine engine =
                new MarkingEngine(
                        new MarkingConfig("m", Optional.empty(), Calibration.parse(FILE)));
        MarkingState begun = engine.begin(MarkingSamples.essay(MarkingSamples.ESSAY));
        String json =
                Json.write(
                        engine.assess(new ScriptedMarker(_ -> 7).finish(engine, begun)).toJson());

        assertThat(json)
                .contains(
                        "\"lexical_resource\",\"scoreable\":true,\"reasons\":[],\"band\":6.5",
                        "\"how_marked\":{\"models\":[\"m\"],\"prompts\":\"1\","
                                + "\"calibration\":\"2027-01\",\"calibrated\":true,"
                                + "\"opinions\":2,\"validated\":false}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"version\":\"x\",\"date\":\"y\",\"corrections\":[{}]}",
                "{\"version\":\"x\",\"date\":\"y\",\"corrections\":[{\"model\":\"m\",\"prompts\":\"1\","
                    + "\"criterion\":\"luck\",\"a\":1,\"b\":0,\"n\":50}]}",
                "{\"version\":\"x\",\"date\":\"y\",\"corrections\":[{\"model\":\"m\",\"prompts\":\"1\","
                    + "\"criterion\":\"task_response\",\"a\":\"1\",\"b\":0,\"n\":50}]}"
            })
    void refusesAFileOfAnotherForm(String json) {
        assertThatThrownBy(() -> Calibration.parse(json))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
