package com.ieltsaiprep.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.CloseCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolClientTest {
    @ParameterizedTest
    @EnumSource
    void resumesAfterTheGatewaysResumableCloseCodes(CloseCode code) {
        assertThat(ProtocolClient.isResumable(code.code())).isEqualTo(code.resumable());
    }

    @ParameterizedTest
    @ValueSource(ints = {1005, 1006, 4199})
    void resumesAfterACloseWithoutACodeALostConnectionAndUnassignedResumableCodes(int code) {
        assertThat(ProtocolClient.isResumable(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1003, 1010, 3000, 4200, 4599})
    void doesNotResumeAfterAnyOtherCode(int code) {
        assertThat(ProtocolClient.isResumable(code)).isFalse();
    }
}
