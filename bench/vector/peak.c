// The most that one thread does with 128-bit registers, in 1e9 operations a second: multiply-adds of
// float32, and of bytes where there is VNNI. Ten chains hide the latency.
#include <immintrin.h>
#include <stdio.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

#define CHAINS 10
// Short spells, as a shared machine is never quiet for long.
#define ROUNDS 1000000L

static double floats(void) {
  __m128 a[CHAINS], x = _mm_set1_ps(0.999f), y = _mm_set1_ps(1e-4f);
  for (int i = 0; i < CHAINS; i++) a[i] = _mm_setzero_ps();
  double start = now();
  for (long n = 0; n < ROUNDS; n++) {
#pragma GCC unroll 10
    for (int i = 0; i < CHAINS; i++) a[i] = _mm_fmadd_ps(x, a[i], y);
    __asm__ volatile("" : "+x"(x), "+x"(y));
  }
  double seconds = now() - start;
  for (int i = 0; i < CHAINS; i++) __asm__ volatile("" : : "x"(a[i]));
  return ROUNDS * CHAINS * 4 * 2 / seconds / 1e9;
}

static double bytes(void) {
#ifdef __AVX512VNNI__
  __m128i a[CHAINS], x = _mm_set1_epi8(3), y = _mm_set1_epi8(5);
  for (int i = 0; i < CHAINS; i++) a[i] = _mm_setzero_si128();
  double start = now();
  for (long n = 0; n < ROUNDS; n++) {
#pragma GCC unroll 10
    for (int i = 0; i < CHAINS; i++) a[i] = _mm_dpbusd_epi32(a[i], x, y);
    __asm__ volatile("" : "+x"(x), "+x"(y));
  }
  double seconds = now() - start;
  for (int i = 0; i < CHAINS; i++) __asm__ volatile("" : : "x"(a[i]));
  return ROUNDS * CHAINS * 16 * 2 / seconds / 1e9;
#else
  return 0;
#endif
}

int main(void) {
  double f = 0, b = 0;
  for (int i = 0; i < 200; i++) {
    double x = floats(), y = bytes();
    if (x > f) f = x;
    if (y > b) b = y;
  }
  printf("{\"floats\": %.1f, \"bytes\": %.1f}\n", f, b);
}
