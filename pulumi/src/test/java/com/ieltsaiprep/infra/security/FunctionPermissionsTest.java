package com.ieltsaiprep.infra.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.infra.AwsRegion;
import com.ieltsaiprep.infra.Names;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class FunctionPermissionsTest {
    private static final AccountArns ARNS = new AccountArns("123456789012", new Names("prod"));
    private static final String TABLES = "arn:aws:dynamodb:%s:123456789012:table/%s";
    private static final String LAMBDA = "arn:aws:lambda:%s:123456789012:function:%s";

    private static FunctionPermissions in(AwsRegion region) {
        return new FunctionPermissions(
                ARNS,
                region,
                "example.com",
                new MarkingModels("amazon.nova-micro-v1:0", Optional.of("amazon.nova-lite-v1:0")));
    }

    private static List<String> allowed(List<IamStatement> statements, String action) {
        return statements.stream()
                .filter(it -> it.effect().equals("Allow") && it.actions().contains(action))
                .flatMap(it -> it.resources().stream())
                .toList();
    }

    private static Stream<IamStatement> all(AwsRegion region) {
        FunctionPermissions in = in(region);
        return Stream.of(in.auth(), in.writing(), in.speech(), in.migrate()).flatMap(List::stream);
    }

    @ParameterizedTest
    @EnumSource
    void namesEveryActionAndAllowsAllResourcesOnlyWhereThereAreNoneToName(AwsRegion region) {
        assertThat(all(region))
                .allSatisfy(
                        statement -> {
                            assertThat(statement.actions())
                                    .noneMatch(action -> action.contains("*"));
                            if (statement.effect().equals("Allow")
                                    && statement.resources().contains("*")) {
                                assertThat(statement.actions())
                                        .allMatch(
                                                action ->
                                                        action.startsWith("xray:Put")
                                                                || action.startsWith(
                                                                        "ec2:Describe"));
                            }
                        });
    }

    @Test
    void letsAccountsAndTheLedgerBeWrittenInTheHomeRegionOnly() {
        assertThat(allowed(in(AwsRegion.IRELAND).auth(), "dynamodb:PutItem"))
                .contains(TABLES.formatted("us-east-1", "ielts-genai-prep-users-prod"))
                .doesNotContain(TABLES.formatted("eu-west-1", "ielts-genai-prep-users-prod"));
        assertThat(allowed(in(AwsRegion.IRELAND).writing(), "dynamodb:UpdateItem"))
                .contains(TABLES.formatted("us-east-1", "ielts-genai-prep-purchases-prod"))
                .doesNotContain(TABLES.formatted("eu-west-1", "ielts-genai-prep-purchases-prod"));
    }

    @Test
    void letsAuthInvokeTheLiveSpeechFunctionOfTheGatewaysRegionFromEveryRegion() {
        assertThat(allowed(in(AwsRegion.SINGAPORE).auth(), "lambda:InvokeFunction"))
                .containsExactly(
                        LAMBDA.formatted("us-east-1", "ielts-genai-prep-prod-speech:live"));
    }

    @Test
    void letsWritingInvokeItsOwnAliasOnly() {
        assertThat(allowed(in(AwsRegion.IRELAND).writing(), "lambda:InvokeFunction"))
                .containsExactly(
                        LAMBDA.formatted("eu-west-1", "ielts-genai-prep-prod-writing:live"));
    }

    @Test
    void letsWritingInvokeTheConfiguredModelsThroughTheirProfilesOnly() {
        List<IamStatement> statements = in(AwsRegion.IRELAND).writing();

        assertThat(allowed(statements, "bedrock:InvokeModel"))
                .contains(
                        "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.amazon.nova-micro-v1:0",
                        "arn:aws:bedrock:eu-central-1::foundation-model/amazon.nova-lite-v1:0")
                .hasSize(10);
        assertThat(statements)
                .filteredOn(it -> it.resources().toString().contains("foundation-model"))
                .hasSize(2)
                .allMatch(it -> it.conditions().toString().contains("bedrock:InferenceProfileArn"));
    }

    @Test
    void givesSpeechOutsideOfTheGatewaysRegionNoData() {
        assertThat(in(AwsRegion.IRELAND).speech())
                .flatExtracting(IamStatement::actions)
                .noneMatch(action -> action.startsWith("dynamodb:"));
    }

    @ParameterizedTest
    @EnumSource
    void letsNoFunctionScanATable(AwsRegion region) {
        assertThat(all(region))
                .flatExtracting(IamStatement::actions)
                .doesNotContain("dynamodb:Scan");
    }

    @Test
    void deniesTheFunctionsCodeWhatOnlyLambdaNeedsToAttachIt() {
        assertThat(in(AwsRegion.IRELAND).auth())
                .filteredOn(it -> it.effect().equals("Deny"))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.actions()).contains("ec2:CreateNetworkInterface");
                            assertThat(it.conditions().toString())
                                    .contains(
                                            LAMBDA.formatted(
                                                    "eu-west-1", "ielts-genai-prep-prod-auth"));
                        });
    }
}
