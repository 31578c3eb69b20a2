package com.ieltsaiprep.local.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

import java.nio.file.Path;

class EvaluationArgumentsTest {
    /** A file that exists. */
    private static final String SET = "pom.xml";

    @Test
    void readsAllOptions() {
        EvaluationOptions options =
                parse(
                        SET
                                + " --model a --model b --second-model c --runs 5 --max-cost 2.5"
                                + " --price a=0.1/0.2 --seed 7 --region eu-west-1 --record r.jsonl"
                                + " --gates pom.xml --out there");

        assertThat(options.marking().models()).containsExactly("a", "b");
        assertThat(options.marking().secondModel()).contains("c");
        assertThat(options.marking().runs()).isEqualTo(5);
        assertThat(options.replies().maxCostUsd()).isEqualTo(2.5);
        assertThat(options.replies().prices().of("a")).contains(new ModelPrices.Price(0.1, 0.2));
        assertThat(options.replies().record()).isEqualTo(Path.of("r.jsonl"));
        assertThat(options.analysis().seed()).isEqualTo(7);
        assertThat(options.out()).isEqualTo(Path.of("there"));
    }

    @Test
    void defaultsAreOneRunOfNovaMicro() {
        EvaluationOptions options = parse(SET);

        assertThat(options.marking().models()).containsExactly("us.amazon.nova-micro-v1:0");
        assertThat(options.marking().runs()).isOne();
        assertThat(options.replies().maxCostUsd()).isEqualTo(5);
        assertThat(options.analysis().calibrate()).isFalse();
    }

    @Test
    void pricesAreThoseOfEveryProfile() {
        ModelPrices prices = new ModelPrices();

        assertThat(prices.of("eu.amazon.nova-micro-v1:0"))
                .isEqualTo(prices.of("amazon.nova-micro-v1:0"))
                .isPresent();
        assertThat(prices.of("eu.amazon.nova-micro-v1:0").orElseThrow().usd(1_000_000, 500_000))
                .isCloseTo(0.105, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--model a                          | parameter: 'SET.jsonl'",
                "nowhere.jsonl                      | there is no nowhere.jsonl",
                "pom.xml pom.xml                    | Unmatched argument at index 1: 'pom.xml'",
                "pom.xml --nonsense                 | Unknown option: '--nonsense'",
                "pom.xml --model                    | parameter for option '--model'",
                "pom.xml --runs 0                   | --runs must be 1 to 20",
                "pom.xml --runs many                | Invalid value for option '--runs'",
                "pom.xml --max-cost -1              | --max-cost must be 0 to 10000",
                "pom.xml --price a=b                | must be MODEL=IN/OUT",
                "pom.xml --replay pom.xml --record r | exclude each other",
                "pom.xml --calibrate --second-model c | bands of one model"
            })
    void invalidArgumentsAreNamed(String line, String reason) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(reason);
    }

    private static EvaluationOptions parse(String line) {
        Arguments command = new Arguments();
        new CommandLine(command).parseArgs(line.split(" +", -1));
        return command.arguments.options();
    }

    @Command
    private static final class Arguments {
        @Mixin private final EvaluationArguments arguments = new EvaluationArguments();
    }
}
