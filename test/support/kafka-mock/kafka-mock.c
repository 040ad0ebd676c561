/*
 * librdkafka's mock cluster, driven by lines on standard input: kafka-mock BROKERS. Writes the brokers' addresses as its
 * first line, then one line for each it reads: "ok", "ok NUMBER" or "error WORDS". Ends with its input.
 *
 *   topic NAME PARTITIONS COPIES
 *   leader NAME PARTITION BROKER            moves a partition
 *   coordinator GROUP BROKER                moves a group
 *   down BROKER | up BROKER                 closes its port and connections, or opens it
 *   rtt BROKER MILLISECONDS                 every answer takes so long
 *   answer BROKER API ERROR MILLISECONDS    the next answer to a request of this kind; error 0 does what was asked, -195 hangs up
 *   waiting BROKER API                      how many of these have not been given yet
 */
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int is(const char *line, const char *verb) {
  size_t length = strlen(verb);
  return strncmp(line, verb, length) == 0 && line[length] == ' ';
}

/* Does what a line says; `number` is set to 0 or above where there is one to answer. */
static rd_kafka_resp_err_t obey(rd_kafka_mock_cluster_t *cluster, const char *line, long *number) {
  char name[256];
  int a, b, c, d;
  if (is(line, "topic") && sscanf(line, "topic %255s %d %d", name, &a, &b) == 3) return rd_kafka_mock_topic_create(cluster, name, a, b);
  if (is(line, "leader") && sscanf(line, "leader %255s %d %d", name, &a, &b) == 3) return rd_kafka_mock_partition_set_leader(cluster, name, a, b);
  if (is(line, "coordinator") && sscanf(line, "coordinator %255s %d", name, &a) == 2) return rd_kafka_mock_coordinator_set(cluster, "group", name, a);
  if (is(line, "down") && sscanf(line, "down %d", &a) == 1) return rd_kafka_mock_broker_set_down(cluster, a);
  if (is(line, "up") && sscanf(line, "up %d", &a) == 1) return rd_kafka_mock_broker_set_up(cluster, a);
  if (is(line, "rtt") && sscanf(line, "rtt %d %d", &a, &b) == 2) return rd_kafka_mock_broker_set_rtt(cluster, a, b);
  if (is(line, "answer") && sscanf(line, "answer %d %d %d %d", &a, &b, &c, &d) == 4)
    return rd_kafka_mock_broker_push_request_error_rtts(cluster, a, (int16_t)b, 1, (rd_kafka_resp_err_t)c, d);
  if (is(line, "waiting") && sscanf(line, "waiting %d %d", &a, &b) == 2) {
    size_t count = 0;
    rd_kafka_resp_err_t error = rd_kafka_mock_broker_error_stack_cnt(cluster, a, (int16_t)b, &count);
    *number = (long)count;
    return error;
  }
  return RD_KAFKA_RESP_ERR__INVALID_ARG;
}

int main(int count, char **words) {
  char problem[512];
  char line[512];
  int brokers = count > 1 ? atoi(words[1]) : 1;
  rd_kafka_t *handle = rd_kafka_new(RD_KAFKA_PRODUCER, rd_kafka_conf_new(), problem, sizeof problem);
  rd_kafka_mock_cluster_t *cluster = handle == NULL ? NULL : rd_kafka_mock_cluster_new(handle, brokers);
  if (cluster == NULL) {
    fprintf(stderr, "there is no mock cluster: %s\n", handle == NULL ? problem : "librdkafka refuses");
    return 1;
  }
  setvbuf(stdout, NULL, _IOLBF, 0);
  printf("%s\n", rd_kafka_mock_cluster_bootstraps(cluster));
  while (fgets(line, sizeof line, stdin) != NULL) {
    long number = -1;
    rd_kafka_resp_err_t error = obey(cluster, line, &number);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) printf("error %s\n", rd_kafka_err2str(error));
    else if (number >= 0) printf("ok %ld\n", number);
    else printf("ok\n");
  }
  rd_kafka_mock_cluster_destroy(cluster);
  rd_kafka_destroy(handle);
  return 0;
}
