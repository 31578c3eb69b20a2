package com.ieltsaiprep.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.wire.SignatureVerifier.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

final class AwsCallRecorderTest {
    private static final AwsPermission GET_USER =
            new AwsPermission("dynamodb:GetItem", "table/users");

    private final AwsCallRecorder recorder = new AwsCallRecorder();

    @Test
    void keepsADistinctCallOnceAndSortsByRole() {
        recorder.add(request("writing/eu-west-1", "us-east-1"), GET_USER);
        recorder.add(request("auth/eu-west-1", "us-east-1"), GET_USER);
        recorder.add(request("auth/eu-west-1", "us-east-1"), GET_USER);
        recorder.add(request("auth/eu-west-1", "eu-west-1"), GET_USER);

        assertThat(recorder.calls())
                .containsExactly(
                        call("auth", "eu-west-1"),
                        call("auth", "us-east-1"),
                        call("writing", "us-east-1"));

        recorder.clear();
        assertThat(recorder.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a token of AWS", "auth", "/eu-west-1", "auth/eu-west-1/x"})
    void ignoresRequestsWithoutARole(String token) {
        recorder.add(request(token, "us-east-1"), GET_USER);

        assertThat(recorder.calls()).isEmpty();
    }

    @Test
    void isBounded() {
        for (int i = 0; i < AwsCallRecorder.MAX_CALLS + 10; i++) {
            AwsPermission permission = new AwsPermission("dynamodb:GetItem", "table/" + i);
            recorder.add(request("auth/eu-west-1", "us-east-1"), permission);
        }

        assertThat(recorder.calls()).hasSize(AwsCallRecorder.MAX_CALLS);
    }

    @Test
    void sessionTokenNamesTheRole() {
        AwsRole role = new AwsRole("auth", "eu-west-1");

        assertThat(AwsRole.ofSessionToken(role.sessionToken())).contains(role);
    }

    private static AwsCall call(String role, String region) {
        return new AwsCall(role, "eu-west-1", "dynamodb:GetItem", region, "table/users");
    }

    private static Verdict.Valid request(String token, String region) {
        String scope = "20261130/" + region + "/dynamodb/aws4_request";
        Optional<AwsRole> role = AwsRole.ofSessionToken(token);
        return new Verdict.Valid(
                region, new ChunkSignatureVerifier(Credentials.local(), scope, ""), role);
    }
}
