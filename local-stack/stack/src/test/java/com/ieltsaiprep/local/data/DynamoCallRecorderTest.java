package com.ieltsaiprep.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.wire.AwsCallRecorder;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

final class DynamoCallRecorderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GetItem | {'TableName':'USERS'} | GetItem table/users",
                "PutItem | {'TableName':'QR_TOKENS'} | PutItem table/qr-tokens",
                "Query | {'TableName':'SESSIONS'} | Query table/sessions",
                "Query | {'TableName':'SESSIONS','IndexName':'user_id-index'}"
                        + "| Query table/sessions/index/user_id-index",
                "Scan | {'TableName':'other'} | Scan table/other",
                "ListTables | {} | ListTables *",
                "BatchGetItem | {'RequestItems':{'USERS':{},'PURCHASES':{}}}"
                        + "| BatchGetItem table/users, BatchGetItem table/purchases",
                "BatchWriteItem | {'RequestItems':{'SESSIONS':[{},{}]}}"
                        + "| BatchWriteItem table/sessions",
                "TransactGetItems"
                        + "| {'TransactItems':[{'Get':{'TableName':'USERS'}},"
                        + "{'Get':{'TableName':'SESSIONS'}}]}"
                        + "| GetItem table/users, GetItem table/sessions",
                "TransactWriteItems"
                        + "| {'TransactItems':[{'ConditionCheck':{'TableName':'USERS'}},"
                        + "{'Put':{'TableName':'PURCHASES'}},{'Put':{'TableName':'PURCHASES'}},"
                        + "{'Update':{'TableName':'PURCHASES'}},"
                        + "{'Delete':{'TableName':'USERS'}}]}"
                        + "| ConditionCheckItem table/users, PutItem table/purchases,"
                        + " UpdateItem table/purchases, DeleteItem table/users",
            })
    void needsThePermissionsOfItsSingleActions(String operation, String request, String permissions)
            throws IOException {
        DynamoCallRecorder recorder = new DynamoCallRecorder(new AwsCallRecorder(), "test");
        List<String> needed =
                recorder.permissions(operation, JsonValues.read(json(request))).stream()
                        .map(it -> it.action() + " " + it.resource())
                        .toList();

        assertThat(needed)
                .containsExactlyElementsOf(
                        Arrays.stream(permissions.split(", ", -1))
                                .map("dynamodb:"::concat)
                                .toList());
    }

    private static byte[] json(String text) {
        String json = text.replace('\'', '"');
        for (Table table : Table.values()) {
            json = json.replace("\"" + table.name() + "\"", "\"" + table.name("test") + "\"");
        }
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
