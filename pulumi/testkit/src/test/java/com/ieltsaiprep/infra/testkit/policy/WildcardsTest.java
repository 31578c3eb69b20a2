package com.ieltsaiprep.infra.testkit.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardsTest {
    @ParameterizedTest
    @CsvSource({
        "dynamodb:*, dynamodb:GetItem, true",
        "dynamodb:Get?tem, dynamodb:GetItem, true",
        "dynamodb:Get, dynamodb:GetItem, false",
        "dynamodb:GetItem, dynamodb:*, false",
        "a*c*e, abcde, true",
        "a*c*e, abcd, false",
        "a?, a, false",
        "*, x, true"
    })
    void matchTextsAsIamDoes(String pattern, String text, boolean isMatch) {
        assertThat(Wildcards.matches(pattern, text)).isEqualTo(isMatch);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:*:s3:::*, arn:aws:s3:::site/*, true",
        "table/users-*, table/*-prod, true",
        "table/users, table/sessions*, false",
        "a?c, a*d, false",
        "a*, *b, true"
    })
    void overlapIfBothMatchSomeText(String left, String right, boolean isOverlap) {
        assertThat(Wildcards.overlap(left, right)).isEqualTo(isOverlap);
        assertThat(Wildcards.overlap(right, left)).isEqualTo(isOverlap);
    }
}
