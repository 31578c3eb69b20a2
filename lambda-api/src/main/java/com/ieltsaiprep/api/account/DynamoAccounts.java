package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.dynamo.Transactions;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.profile.ProfileChange;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Accounts in the table of users, whose home decides. */
public final class DynamoAccounts implements Users, SessionValidityReader {
    private final RegionalDynamo dynamo;
    private final String table;
    private final AccountWrites writes;

    /** In these databases. */
    public DynamoAccounts(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
        this.table = dynamo.table(Table.USERS);
        this.writes = new AccountWrites(table);
    }

    @Override
    public Optional<StoredCredentials> credentials(EmailAddress email) {
        return get(dynamo.home(), AccountItems.key(email), true)
                .map(item -> AccountItems.credentials(email, item));
    }

    @Override
    public Optional<Account> account(String userId) {
        return alive(get(dynamo.home(), AccountItems.key(userId), true));
    }

    @Override
    public Optional<Account> nearby(String userId) {
        boolean atHome = dynamo.regions().atHome();
        var near = get(dynamo.own(), AccountItems.key(userId), atHome);
        return near.isEmpty() && !atHome ? account(userId) : alive(near);
    }

    private static Optional<Account> alive(Optional<Map<String, AttributeValue>> item) {
        return item.filter(found -> !AccountItems.isTombstone(found)).map(AccountItems::account);
    }

    @Override
    public Optional<Account> change(Account account, ProfileChange change) {
        try {
            Map<String, AttributeValue> now =
                    dynamo.home()
                            .updateItem(
                                    update -> {
                                        writes.change(update, account, change);
                                        update.returnValues(ReturnValue.ALL_NEW);
                                    })
                            .attributes();
            return Optional.of(AccountItems.account(now));
        } catch (ConditionalCheckFailedException _) {
            return Optional.empty();
        }
    }

    @Override
    public boolean changePassword(StoredCredentials credentials, String passwordHash, Instant at) {
        return write(
                List.of(
                        writes.password(credentials, passwordHash),
                        writes.endBefore(credentials.userId(), at)));
    }

    @Override
    public boolean resetPassword(
            StoredCredentials credentials, String passwordHash, Instant at, String codeHash) {
        return write(
                List.of(
                        writes.password(credentials, passwordHash),
                        writes.endBefore(credentials.userId(), at),
                        writes.use(credentials.userId(), codeHash)));
    }

    @Override
    public void rehash(StoredCredentials credentials, String passwordHash) {
        write(List.of(writes.password(credentials, passwordHash)));
    }

    @Override
    public void delete(Account account, Instant at) {
        boolean done =
                write(
                        List.of(
                                writes.bury(account, at),
                                writes.free(account),
                                writes.forget(account.userId())));
        if (!done && account(account.userId()).isPresent()) {
            throw new IllegalStateException("an account is written by others all the time");
        }
    }

    @Override
    public Optional<SessionValidity> standing(String userId, boolean strong) {
        DynamoDbClient client = strong ? dynamo.home() : dynamo.own();
        return get(client, AccountItems.key(userId), strong)
                .map(
                        item ->
                                AccountItems.isTombstone(item)
                                        ? new SessionValidity(true, Instant.EPOCH)
                                        : AccountItems.account(item).standing());
    }

    @Override
    public void endBefore(String userId, Instant time) {
        write(List.of(writes.endAlsoBefore(userId, time)));
    }

    private Optional<Map<String, AttributeValue>> get(
            DynamoDbClient client, Map<String, AttributeValue> key, boolean strong) {
        Map<String, AttributeValue> item =
                client.getItem(get -> get.tableName(table).key(key).consistentRead(strong)).item();
        return item.isEmpty() ? Optional.empty() : Optional.of(item);
    }

    private boolean write(List<TransactWriteItem> items) {
        return Transactions.write(dynamo.home(), items);
    }
}
